import type { NextFunction, Request, Response } from 'express';
import type { Log, LogFields } from './create-log.ts';

/** What is told of every request. */
export type RequestLine = Readonly<{
  method: string;
  /** The template; absent where no route matched. */
  route: string | undefined;
  /** As the caller gets it. */
  status: number;
  ms: number;
  /** Of the body; absent where the application did not say its length. */
  bytes?: number;
}>;

export type RequestLogOptions = Readonly<{
  log: Log;
  /** What is known of the request from outside it: request id, cold start, client address. Read when it ends. */
  describe?: (request: Request) => LogFields;
  /** Further members of the line, made of those that it has: metrics. */
  embed?: (line: RequestLine, request: Request) => LogFields;
  /**
   * Calls back once it is known with which status the caller was served in the end, where that is decided after Express is
   * done, as in Lambda. `false`: it is decided already.
   */
  whenSent?: (report: (status: number) => void) => boolean;
}>;

/**
 * Express middleware that writes one line a request when its response ends: method, route template (never the path
 * as sent, which may hold personal data), status as the caller gets it, milliseconds, bytes, and what `describe` and `embed` add.
 */
export function requestLog({ log, describe, embed, whenSent = () => false }: RequestLogOptions) {
  return function logRequest(request: Request, response: Response, next: NextFunction): void {
    // Not `performance`, which takes 3 ms of a cold start to load.
    const start = process.hrtime.bigint();
    let isReported = false;
    const report = (): void => {
      if (isReported) return;
      isReported = true;
      const ms = Math.round(Number(process.hrtime.bigint() - start) / 1e5) / 10;
      const write = (status: number): void => {
        const line: RequestLine = {
          method: request.method,
          route: routeTemplate(request),
          status,
          ms,
          ...bytesOf(response),
        };
        log.info('request', {
          ...line,
          ...(response.writableFinished ? {} : { aborted: true }),
          ...describe?.(request),
          ...embed?.(line, request),
        });
      };
      if (!whenSent(write)) write(response.statusCode);
    };
    response.on('finish', report);
    response.on('close', report);
    next();
  };
}

function bytesOf(response: Response): { bytes?: number } {
  const length = response.getHeader('content-length');
  return length === undefined ? {} : { bytes: Number(length) };
}

function routeTemplate(request: Request): string | undefined {
  const route = (request as { route?: { path?: unknown } }).route;
  return typeof route?.path === 'string' && !route.path.includes('*') ? route.path : undefined;
}
