import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';
import { catchError, throwError, type Observable } from 'rxjs';

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const VIOLATIONS = { unique: '23505', foreignKey: '23503' } as const;

/** Whether a statement failed because it breaks a constraint of that kind. */
export function breaks(kind: keyof typeof VIOLATIONS, error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code === VIOLATIONS[kind];
}

/** Keeps what customers sent out of the log: the error of drizzle has the parameters of the statement in its message. */
@Injectable()
export class StatementInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError((error: unknown) => throwError(() => withoutParameters(error))));
  }
}

/** The error of a statement without what was sent along. */
export function withoutParameters(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  const failure = new Error(
    `A statement failed: ${error.cause?.message ?? 'for no known reason'}\n${error.query}`,
  );
  const place = error.stack?.indexOf('\n    at ') ?? -1;
  if (place >= 0) failure.stack = `${failure}${error.stack?.slice(place)}`;
  return failure;
}
