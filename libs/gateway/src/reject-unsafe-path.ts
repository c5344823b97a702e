import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '@lambda-nest/log';
import { sendProblem } from '@lambda-nest/problem';
import { findPathViolation } from './find-path-violation.ts';
import { currentInvocation } from './invocation.ts';
import { pathRejection, queryRejection, type RejectedRequest } from './request/rejected-request.ts';

/**
 * Express middleware that replies 400 problem+json to a path that is not canonical or a query with a malformed escape,
 * as the Lambda handler does before the application. For the application as an HTTP server; inside Lambda it does nothing.
 *
 * @see findPathViolation
 */
export function rejectUnsafePath({ log }: Readonly<{ log: Log }>) {
  return function rejectUnsafePath(
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void {
    const rejection = currentInvocation() ? undefined : findRejection(request.url ?? '');
    if (!rejection) return next();
    const { problem, reason } = rejection;
    log.warn('request rejected', { method: request.method, status: problem.status, reason });
    sendProblem(response, problem);
  };
}

function findRejection(target: string): RejectedRequest | undefined {
  const [path = ''] = target.split('?', 1);
  const violation = findPathViolation(path);
  if (violation) return pathRejection(violation);
  try {
    // All of it: the escapes of the path were found sound before.
    decodeURIComponent(target);
    return undefined;
  } catch {
    return queryRejection();
  }
}
