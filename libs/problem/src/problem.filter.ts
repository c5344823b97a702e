import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { errorProblem, statusProblem } from './error-problem.ts';
import { PROBLEM_MEDIA_TYPE, type ProblemBody } from './problem-body.ts';
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
  if (!(thrown instanceof HttpException)) return { body: errorProblem(thrown), headers: {} };
  const status = thrown.getStatus();
  const isError = Number.isInteger(status) && status >= 400 && status <= 599;
  return { body: statusProblem(isError ? status : 500), headers: {} };
}
