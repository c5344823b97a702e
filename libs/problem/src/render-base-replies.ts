import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { frameworkProblem, responseProblem } from './exception-problem.ts';
import { frameworkErrorsOf, isUnrouted } from './framework-errors.ts';
import { headersOf } from './problem.exception.ts';
import type { ProblemBody } from './problem-body.ts';
import { sendProblem } from './send-problem.ts';

type Response = ServerResponse & { req?: IncomingMessage };

/**
 * Gives filters of the application that extend Nest's `BaseExceptionFilter`, as those of monitoring services do, the error
 * shape of this API: `super.catch(…)` replies through the adapter, with the status beside the response of the exception.
 */
export function renderBaseReplies(adapter: AbstractHttpAdapter): void {
  const reply = adapter.reply.bind(adapter);
  adapter.reply = (response: Response, body: unknown, status?: number) => {
    const isError = status !== undefined && status >= 400 && typeof body === 'object' && body !== null;
    if (!isError) return reply(response, body, status);
    const headers = headersOf(body);
    return sendProblem(
      response,
      headers ? (body as ProblemBody) : toProblem(response, body, status),
      headers,
    );
  };
}

function toProblem(response: Response, body: object, status: number): ProblemBody {
  const fields = frameworkErrorsOf(body);
  const isUnroutedReply = status === 404 && response.req !== undefined && isUnrouted(response.req);
  return fields || isUnroutedReply ? frameworkProblem(status, fields) : responseProblem(status, body);
}
