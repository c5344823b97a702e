import { ERRORS, problemBody, type ProblemBody } from '@lambda-nest/problem';
import type { PathFault } from '../find-path-fault.ts';

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
export function pathRefusal(fault: PathFault): Refusal {
  if (fault === 'too-long') return new Refusal({ ...ERRORS.pathTooLong, reason: 'path-too-long' });
  return malformed(ERRORS.pathMalformed.detail, `path-${fault}`);
}

/** The refusal of a query with an escape that is malformed. */
export function queryRefusal(): Refusal {
  return malformed('The query string is malformed.', 'query-malformed');
}

export function malformed(detail: string, reason: string): Refusal {
  return new Refusal({ status: 400, detail, reason });
}
