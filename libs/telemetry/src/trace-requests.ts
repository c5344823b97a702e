import type { NextFunction, Request, Response } from 'express';
import { whenSent } from '@lambda-nest/gateway';
import { readArrival } from './request-span.ts';
import type { Tracing } from './tracing.ts';

/** Express middleware that has a span for each request, which ends when its response is decided. */
export function traceRequests(tracing: Tracing) {
  return function traceRequest(request: Request, response: Response, next: NextFunction): void {
    const [startedAt, start] = [Date.now(), process.hrtime.bigint()];
    const traced = tracing.start(readArrival(request, startedAt));
    const end = (status: number): Promise<void> | undefined => {
      const endedAt = startedAt + Number(process.hrtime.bigint() - start) / 1e6;
      return traced.end({ endedAt, status, route: routeOf(request) });
    };
    // As an HTTP server nothing freezes: the exporter sends by itself.
    if (!whenSent(end)) response.once('close', () => void end(response.statusCode));
    traced.run(next);
  };
}

function routeOf(request: Request): string | undefined {
  const { path } = (request.route as { path?: unknown } | undefined) ?? {};
  return typeof path === 'string' && !path.includes('*') ? path : undefined;
}
