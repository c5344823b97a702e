import { describe, expect, it } from '@jest/globals';
import {
  ForbiddenException,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { firstValueFrom, isObservable, of, type Observable } from 'rxjs';
import { frameworkErrorsOf } from './framework-errors.ts';
import { noteDenials } from './note-denials.ts';

const context = {} as ExecutionContext;

/** What a guard says once its denials are noted: its verdict, or what it throws. */
async function ask(guard: CanActivate): Promise<unknown> {
  try {
    const verdict = guard.canActivate(context) as boolean | Promise<boolean> | Observable<boolean>;
    return isObservable(verdict) ? await firstValueFrom(verdict) : await verdict;
  } catch (error) {
    return error;
  }
}

const WAYS: [string, (verdict: boolean) => ReturnType<CanActivate['canActivate']>][] = [
  ['at once', (verdict) => verdict],
  ['in a promise', (verdict) => Promise.resolve(verdict)],
  ['in an observable', (verdict) => of(verdict) as never],
];

describe.each(WAYS)('a guard that decides %s', (_way, say) => {
  it('lets pass whom it lets pass', async () => {
    const guard: CanActivate = { canActivate: () => say(true) };
    noteDenials([guard]);
    expect(await ask(guard)).toBe(true);
  });

  it("throws Nest's own exception in place of false, noted as the framework's", async () => {
    const guard: CanActivate = { canActivate: () => say(false) };
    noteDenials([guard]);
    const denial = (await ask(guard)) as ForbiddenException;
    expect(denial).toBeInstanceOf(ForbiddenException);
    expect(denial.message).toBe('Forbidden resource');
    expect(frameworkErrorsOf(denial)).toEqual([]);
  });
});

describe('a guard', () => {
  it('keeps what it throws itself', async () => {
    const thrown = new UnauthorizedException('Say the word.');
    const guard: CanActivate = {
      canActivate: () => {
        throw thrown;
      },
    };
    noteDenials([guard]);
    expect(await ask(guard)).toBe(thrown);
    expect(frameworkErrorsOf(thrown)).toBeUndefined();
  });

  it('is asked with its own members, and its context, once', async () => {
    const seen: unknown[] = [];
    class CountingGuard implements CanActivate {
      readonly verdict = true;
      canActivate(asked: ExecutionContext): boolean {
        seen.push(asked);
        return this.verdict;
      }
    }
    const guard = new CountingGuard();
    noteDenials([guard]);
    noteDenials([guard]);
    expect(await ask(guard)).toBe(true);
    expect(seen).toEqual([context]);
  });

  it('that is frozen stays as it is', async () => {
    const guard = Object.freeze({ canActivate: () => false });
    noteDenials([guard]);
    expect(await ask(guard)).toBe(false);
  });
});
