import type { ServerResponse } from 'node:http';
import { StreamableFile } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { statusProblem } from './error-problem.ts';
import type { ReportError } from './problem.filter.ts';
import { sendProblem } from './send-problem.ts';

/** Files whose errors the application handles itself. */
const HANDLED = new WeakSet<StreamableFile>();

/**
 * Replies with 500 where what a handler streams cannot be read, and reports it: Nest says 400 of a file that is not there,
 * which is no error of the caller. A stream with an error handler of the application is left to that.
 */
export function replyToStreamErrors(adapter: AbstractHttpAdapter, report: ReportError): void {
  watchHandlers();
  const reply = adapter.reply.bind(adapter);
  adapter.reply = (response: ServerResponse, body: unknown, status?: number) => {
    if (body instanceof StreamableFile && !HANDLED.has(body)) {
      body.setErrorHandler((error) => {
        report(error, 500);
        // Once a head is out, half a file must not pass for a whole one.
        if (!body.getStream().readableEnded) sendProblem(response, statusProblem(500));
      });
    }
    return reply(response, body, status) as unknown;
  };
}

let isWatched = false;

/** A file does not say whether its handler is Nest's own. */
function watchHandlers(): void {
  if (isWatched) return;
  isWatched = true;
  const { setErrorHandler } = StreamableFile.prototype;
  StreamableFile.prototype.setErrorHandler = function noting(handler) {
    HANDLED.add(this);
    return setErrorHandler.call(this, handler);
  };
}
