import { ERRORS, problemBody, type ProblemBody } from '@lambda-nest/problem';
import type { PathViolation } from '../find-path-violation.ts';

/** A request that is answered without the application. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: ProblemBody;
  /** Stable and free of input: goes to the log. */
  readonly reason: string;

  constructor({ status, detail, reason }: { status: number; detail: string; reason: string }) {
    super(detail);
    this.problem = problemBody({ status, detail });
    this.reason = reason;
  }
}

/** The refusal of a path; the caller is not told which rule it broke. */
export function pathRefusal(violation: PathViolation): Refusal {
  if (violation === 'too-long') return new Refusal({ ...ERRORS.pathTooLong, reason: 'path-too-long' });
  return malformed(ERRORS.pathMalformed.detail, `path-${violation}`);
}

/** The refusal of a query with an escape that is malformed. */
export function queryRefusal(): Refusal {
  return malformed('The query string is malformed.', 'query-malformed');
}

export function malformed(detail: string, reason: string): Refusal {
  return new Refusal({ status: 400, detail, reason });
}
