import type { ServerResponse } from 'node:http';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { errorProblem, statusProblem } from './error-problem.ts';
import type { ProblemBody } from './problem-body.ts';
import { Problem } from './problem.exception.ts';
import { sendProblem } from './send-problem.ts';

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
    sendProblem(host.switchToHttp().getResponse<ServerResponse>(), body, headers);
  }
}

function toProblem(thrown: unknown): { body: ProblemBody; headers: Readonly<Record<string, string>> } {
  if (thrown instanceof Problem) return { body: thrown.body, headers: thrown.headers };
  if (!(thrown instanceof HttpException)) return { body: errorProblem(thrown), headers: {} };
  const status = thrown.getStatus();
  const isError = Number.isInteger(status) && status >= 400 && status <= 599;
  return { body: statusProblem(isError ? status : 500), headers: {} };
}
