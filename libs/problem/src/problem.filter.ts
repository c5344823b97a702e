import type { IncomingMessage, ServerResponse } from 'node:http';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { errorProblem, statusProblem } from './error-problem.ts';
import { exceptionProblem } from './exception-problem.ts';
import { isUnrouted } from './framework-errors.ts';
import type { ProblemBody } from './problem-body.ts';
import { Problem } from './problem.exception.ts';
import { sendProblem } from './send-problem.ts';

/** Told of every error that was not the caller's: status 500 and above. */
export type ReportError = (error: unknown, status: number) => void;

/**
 * Renders everything that is thrown as `application/problem+json`. A {@link Problem}, and an exception below 500 that the
 * application threw, speak for themselves. Of anything else the caller learns the status and nothing more: its text may
 * quote the request (Nest's 404 repeats the URL with its query, V8's JSON errors quote the body) or hold a stack.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #report: ReportError;

  constructor(report: ReportError) {
    this.#report = report;
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { body, headers } = toProblem(thrown, http.getRequest<IncomingMessage>());
    if (body.status >= 500) this.#report(thrown, body.status);
    sendProblem(http.getResponse<ServerResponse>(), body, headers);
  }
}

type Reply = Readonly<{ body: ProblemBody; headers: Readonly<Record<string, string>> }>;

function toProblem(thrown: unknown, request: IncomingMessage): Reply {
  if (thrown instanceof Problem) return { body: thrown.body, headers: thrown.headers };
  if (!(thrown instanceof HttpException)) return { body: errorProblem(thrown), headers: {} };
  const body = isUnrouted(request) ? statusProblem(thrown.getStatus()) : exceptionProblem(thrown);
  return { body, headers: {} };
}
