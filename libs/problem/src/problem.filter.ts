import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { PROBLEM_MEDIA_TYPE, problemBody, type ProblemBody } from './problem-body.ts';
import { Problem } from './problem.exception.ts';

/** Told of every error that was not the caller's: status 500 and above. */
export type ReportError = (error: unknown, status: number) => void;

/**
 * Renders everything that is thrown as `application/problem+json`. Only a {@link Problem} speaks for itself; of any
 * other exception the caller learns the status and nothing else, because its message may quote the request (Nest's
 * 404 repeats the URL with its query, V8's JSON errors quote the body) or hold a stack.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #report: ReportError;

  constructor(report: ReportError) {
    this.#report = report;
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    const { body, headers } = toProblem(thrown);
    if (body.status >= 500) this.#report(thrown, body.status);
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      // Half an answer cannot be taken back; ending it is all that is left.
      response.destroy();
      return;
    }
    sendProblem(response, body, headers);
  }
}

function sendProblem(response: Response, body: ProblemBody, headers: Readonly<Record<string, string>>): void {
  for (const name of ['etag', 'last-modified', 'content-encoding', 'content-disposition'])
    response.removeHeader(name);
  response.setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.status(body.status).setHeader('content-type', PROBLEM_MEDIA_TYPE);
  response.end(JSON.stringify(body));
}

function toProblem(thrown: unknown): { body: ProblemBody; headers: Readonly<Record<string, string>> } {
  if (thrown instanceof Problem) return { body: thrown.body, headers: thrown.headers };
  const status = statusOf(thrown);
  return { body: problemBody({ status, detail: DETAILS[status] ?? genericDetail(status) }), headers: {} };
}

/** The status of a Nest or http-errors exception; 500 for anything else, whatever it says of itself. */
function statusOf(thrown: unknown): number {
  const status = thrown instanceof HttpException ? thrown.getStatus() : httpErrorStatus(thrown);
  return Number.isInteger(status) && status >= 400 && status <= 599 ? status : 500;
}

/** Express and its middleware throw Errors with a 4xx `status` and `expose: true` for what the client did. */
function httpErrorStatus(thrown: unknown): number {
  if (!(thrown instanceof Error)) return 500;
  const { status, expose } = thrown as Error & { status?: unknown; expose?: unknown };
  const isClientError = typeof status === 'number' && status >= 400 && status < 500;
  return isClientError && expose !== false ? status : 500;
}

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

function genericDetail(status: number): string {
  return status >= 500 ? 'Something went wrong on our side.' : 'The request was refused.';
}
