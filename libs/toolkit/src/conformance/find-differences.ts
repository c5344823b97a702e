import { isDeepStrictEqual } from 'node:util';
import type { Expectation, ExpectedRejection } from './expected-response.ts';

/** A response as a client sees it; header names in lower case. */
export type ReceivedResponse = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}>;

export type Request = Readonly<{ method: string; path: string }>;

/** In what a response differs from what was expected, in words; empty when it does not. */
export function findDifferences(
  expected: Expectation,
  response: ReceivedResponse,
  { method, path }: Request,
): readonly string[] {
  if (expected === 'reached') return findObstacle(response, path);
  if (expected === 'absent') return differ('status', 404, response.status);
  return [
    ...differ('status', expected.status, response.status),
    ...(expected.challenge === undefined ? [] : findChallengeViolation(expected.challenge, response)),
    // A response to HEAD has no body.
    ...(method === 'HEAD' ? [] : findBodyViolation(expected, response)),
  ];
}

const PROBLEM = 'application/problem+json';

/** Statuses of handlers, and of guards and checks of arguments that run once access is granted. */
const BY_HANDLER = new Set([400, 405, 409, 410, 412, 415, 422, 428]);

/**
 * Says why a request cannot have come to its handler. Something with parameters may well not be found there, and a guard that limits
 * callers runs once access is granted; what limits them earlier sends no problem.
 */
function findObstacle({ status, text, headers }: ReceivedResponse, path: string): readonly string[] {
  const isReplied =
    status < 400 ||
    BY_HANDLER.has(status) ||
    (status === 404 && path.includes('{')) ||
    (status === 429 && mediaTypeOf(headers) === PROBLEM);
  if (isReplied && !/^\{"message":"[A-Z][A-Za-z ]+"\}$/.test(text)) return [];
  const why = status === 500 ? ` ${FAILED}` : '';
  return [`expected the route's handler to answer, got ${status} ${text.slice(0, 200)}${why}`];
}

const FAILED =
  'A failure does not tell who was let in. The request brings no body and no file: a handler that needs one has a DTO or a pipe ' +
  'ask for it, such as ParseFilePipe, and the reply is a 400.';

function findChallengeViolation(
  expected: string | RegExp | null,
  { headers }: ReceivedResponse,
): readonly string[] {
  const challenge = headers['www-authenticate'] ?? null;
  const isAsExpected =
    expected instanceof RegExp ? challenge !== null && expected.test(challenge) : expected === challenge;
  return isAsExpected ? [] : [`expected the challenge ${String(expected)}, got ${JSON.stringify(challenge)}`];
}

function findBodyViolation(
  expected: ExpectedRejection,
  { headers, text }: ReceivedResponse,
): readonly string[] {
  const type = expected.by === 'gateway' ? 'application/json' : PROBLEM;
  return [
    ...differ('content type', type, mediaTypeOf(headers)),
    ...differ('body', expected.body, parse(text)),
  ];
}

function mediaTypeOf(headers: ReceivedResponse['headers']): string | undefined {
  return headers['content-type']?.split(';')[0];
}

function differ(what: string, expected: unknown, got: unknown): readonly string[] {
  if (isDeepStrictEqual(expected, got)) return [];
  return [`expected the ${what} ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
