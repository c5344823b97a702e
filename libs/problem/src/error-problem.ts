import { ERRORS } from './error-codes.ts';
import { problemBody, type ProblemBody } from './problem-body.ts';

const DETAILS: Readonly<Record<number, string>> = {
  400: ERRORS.requestMalformed.detail,
  401: 'Credentials are missing or not valid.',
  403: ERRORS.forbidden.detail,
  404: ERRORS.notFound.detail,
  413: 'The request is too large.',
  415: ERRORS.mediaTypeRejected.detail,
  429: 'Too many requests. Try again later.',
  503: ERRORS.unavailable.detail,
};

/** The problem of a status alone, with the one sentence that is said of it everywhere. */
export function statusProblem(status: number): ProblemBody {
  return problemBody({ status, detail: DETAILS[status] ?? genericDetail(status) });
}

/**
 * The problem of an error that is no exception of Nest: 500, unless it is about what the client sent. That say only errors
 * of http-errors, as Express and its parsers throw them (a 4xx `status`, `expose` true), and the router's `URIError` of a
 * path that does not decode. A `status` alone says nothing: clients of other services keep theirs there. Never its text.
 */
export function errorProblem(thrown: unknown): ProblemBody {
  if (!(thrown instanceof Error)) return statusProblem(500);
  const { status, expose } = thrown as Error & { status?: unknown; expose?: unknown };
  const isClientError = Number.isInteger(status) && Number(status) >= 400 && Number(status) < 500;
  const isAboutRequest = expose === true || thrown instanceof URIError;
  return statusProblem(isClientError && isAboutRequest ? Number(status) : 500);
}

function genericDetail(status: number): string {
  return status >= 500 ? ERRORS.failed.detail : 'The request was rejected.';
}
