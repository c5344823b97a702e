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
 * The problem of anything that was thrown: its status if it is an http-errors Error about what the client did, as
 * Express and its middleware throw (a 4xx `status` and `expose`), else 500. Never its message.
 */
export function errorProblem(thrown: unknown): ProblemBody {
  if (!(thrown instanceof Error)) return statusProblem(500);
  const { status, expose } = thrown as Error & { status?: unknown; expose?: unknown };
  const isClientError = Number.isInteger(status) && Number(status) >= 400 && Number(status) < 500;
  return statusProblem(isClientError && expose !== false ? Number(status) : 500);
}

function genericDetail(status: number): string {
  return status >= 500 ? 'Something went wrong on our side.' : 'The request was refused.';
}
