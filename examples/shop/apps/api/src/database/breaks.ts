import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const VIOLATIONS = { unique: '23505', foreignKey: '23503' } as const;

/** Whether a statement failed because it breaks a constraint of that kind. */
export function breaks(kind: keyof typeof VIOLATIONS, error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code === VIOLATIONS[kind];
}
