import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '#log';
import { sendProblem } from '#problem';
import { findPathFault } from './find-path-fault.ts';
import { currentInvocation } from './invocation.ts';
import { pathRefusal } from './request/refusal.ts';

/**
 * Express middleware that answers 400 problem+json to a path that is not canonical, as the Lambda handler does before
 * the application. For the application as an HTTP server; inside Lambda it does nothing.
 *
 * @see findPathFault
 */
export function refuseUnsafePath({ log }: Readonly<{ log: Log }>) {
  return function refuseUnsafePath(
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const fault = currentInvocation() ? undefined : findPathFault(path);
    if (!fault) return next();
    const { problem, reason } = pathRefusal(fault);
    log.warn('request refused', { method: request.method, status: problem.status, reason });
    sendProblem(response, problem);
  };
}
