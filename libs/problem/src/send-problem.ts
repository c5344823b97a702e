import type { ServerResponse } from 'node:http';
import { PROBLEM_MEDIA_TYPE, type ProblemBody } from './problem-body.ts';
import { letRespond } from './response-gate.ts';

/** They describe the body that is not sent. */
const OF_ANOTHER_BODY = [
  'content-disposition',
  'content-encoding',
  'content-length',
  'content-range',
  'etag',
  'last-modified',
];

/**
 * Ends a response as `application/problem+json` that no cache keeps. Once a head is out it cannot be taken back: the
 * response is destroyed, so that no client takes half a response for a whole one.
 */
export function sendProblem(
  response: ServerResponse,
  body: ProblemBody,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  letRespond(response);
  for (const name of OF_ANOTHER_BODY) response.removeHeader(name);
  response.setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-type', PROBLEM_MEDIA_TYPE);
  response.statusCode = body.status;
  response.end(JSON.stringify(body));
}
