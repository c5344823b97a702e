import { problemBody, type ProblemBody } from './problem-body.ts';

const DETAILS: Readonly<Record<number, string>> = {
  400: 'The request is malformed.',
  401: 'Credentials are missing or not valid.',
  403: 'You may not do this.',
  404: 'There is nothing at this path for this method.',
  413: 'The request is too large.',
  415: 'This media type is not accepted here.',
  429: 'Too many requests. Try again later.',
  503: 'The service cannot answer right now. Try again later.',
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
  return status >= 500 ? 'Something went wrong on our side.' : 'The request was rejected.';
}
