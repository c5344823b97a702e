import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '@lambda-nest/log';
import { sendProblem } from '@lambda-nest/problem';
import { findPathViolation } from './find-path-violation.ts';
import { currentInvocation } from './invocation.ts';
import { pathRefusal, queryRefusal, type Refusal } from './request/refusal.ts';

/**
 * Express middleware that answers 400 problem+json to a path that is not canonical or a query with a malformed escape,
 * as the Lambda handler does before the application. For the application as an HTTP server; inside Lambda it does nothing.
 *
 * @see findPathViolation
 */
export function refuseUnsafePath({ log }: Readonly<{ log: Log }>) {
  return function refuseUnsafePath(
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void {
    const refusal = currentInvocation() ? undefined : findRefusal(request.url ?? '');
    if (!refusal) return next();
    const { problem, reason } = refusal;
    log.warn('request refused', { method: request.method, status: problem.status, reason });
    sendProblem(response, problem);
  };
}

function findRefusal(target: string): Refusal | undefined {
  const [path = ''] = target.split('?', 1);
  const violation = findPathViolation(path);
  if (violation) return pathRefusal(violation);
  try {
    // All of it: the escapes of the path were found sound before.
    decodeURIComponent(target);
    return undefined;
  } catch {
    return queryRefusal();
  }
}
