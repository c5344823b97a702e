import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { DrizzleQueryError } from 'drizzle-orm';
import { catchError, throwError, type Observable } from 'rxjs';

/** Keeps what customers sent out of the log: the error of drizzle has the parameters of the statement in its message. */
@Injectable()
export class StatementInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError((error: unknown) => throwError(() => withoutParameters(error))));
  }
}

function withoutParameters(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  const failure = new Error(
    `A statement failed: ${error.cause?.message ?? 'for no known reason'}\n${error.query}`,
  );
  const place = error.stack?.indexOf('\n    at ') ?? -1;
  if (place >= 0) failure.stack = `${failure}${error.stack?.slice(place)}`;
  return failure;
}
