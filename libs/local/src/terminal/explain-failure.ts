import { describeSource } from '@lambda-nest/toolkit/deployment';
import type { RequestRecord } from '../gateway/request-record.ts';

/**
 * Why a request was answered otherwise than by its route, and where that route is; `undefined` when it was not.
 *
 * The stack of what was thrown names lines of the bundle; the place of the route is a line of the source.
 */
export function explainFailure({ failure, status, route, times }: RequestRecord): string | undefined {
  const isViolation = status >= 500;
  if (failure === undefined && !(isViolation && times)) return undefined;
  const reason = failure ?? `the function answered ${status}, its log says why`;
  const { source } = route ?? {};
  return isViolation && source ? `${reason} — the route is at ${describeSource(source)}` : reason;
}
