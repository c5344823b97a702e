import { ERRORS, problemBody, type ProblemBody } from '@lambda-nest/problem';
import type { PathViolation } from '../find-path-violation.ts';

/** A request that is answered without the application. */
export class RejectedRequest extends Error {
  override readonly name = 'RejectedRequest';
  readonly problem: ProblemBody;
  /** Stable and free of input: goes to the log. */
  readonly reason: string;

  constructor({ status, detail, reason }: { status: number; detail: string; reason: string }) {
    super(detail);
    this.problem = problemBody({ status, detail });
    this.reason = reason;
  }
}

/** The rejection of a path; the caller is not told which rule it broke. */
export function pathRejection(violation: PathViolation): RejectedRequest {
  if (violation === 'too-long')
    return new RejectedRequest({ ...ERRORS.pathTooLong, reason: 'path-too-long' });
  return malformed(ERRORS.pathMalformed.detail, `path-${violation}`);
}

/** The rejection of a query with an escape that is malformed. */
export function queryRejection(): RejectedRequest {
  return malformed('The query string is malformed.', 'query-malformed');
}

export function malformed(detail: string, reason: string): RejectedRequest {
  return new RejectedRequest({ status: 400, detail, reason });
}
