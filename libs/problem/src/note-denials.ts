import { ForbiddenException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { isObservable, map, type Observable } from 'rxjs';
import { noteFrameworkError } from './framework-errors.ts';

/**
 * Makes guards that say no without a word throw what Nest would throw for them, noted as the framework's: `return false`
 * has no author whose text could be sent. What guards throw themselves is theirs.
 */
export function noteDenials(guards: Iterable<CanActivate>): void {
  for (const guard of guards) {
    if (NOTED.has(guard)) continue;
    NOTED.add(guard);
    const canActivate = guard.canActivate.bind(guard);
    // A frozen guard keeps what it has: of its denials the caller gets Nest's own sentence.
    Reflect.set(guard, 'canActivate', (context: ExecutionContext) => {
      const verdict = canActivate(context);
      if (verdict instanceof Promise) return verdict.then(denyFalse);
      return isObservable(verdict)
        ? (verdict as Observable<boolean>).pipe(map(denyFalse))
        : denyFalse(verdict);
    });
  }
}

const NOTED = new WeakSet<CanActivate>();

function denyFalse(verdict: boolean): boolean {
  if (verdict) return verdict;
  const exception = new ForbiddenException('Forbidden resource');
  noteFrameworkError(exception);
  throw exception;
}
