import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/internal';
import { CLAIMS, contextOf } from '../test/guard-scene.ts';
import { CurrentCaller, rememberCaller, type VerifiedCaller } from './caller.ts';

describe('CurrentCaller', () => {
  it('gives a handler the caller that was verified', () => {
    class Handlers {
      whoami(@CurrentCaller() _caller: VerifiedCaller): void {}
    }
    const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, Handlers, 'whoami') as object;
    const [{ factory }] = Object.values(parameters) as [
      { factory: (data: unknown, context: ExecutionContext) => unknown },
    ];
    const [request, caller] = [{}, { claims: CLAIMS, roles: ['USERS'], scopes: [] }];
    rememberCaller(request, caller);
    expect(factory(undefined, contextOf('users', request))).toBe(caller);
    expect(factory(undefined, contextOf('open', {}))).toBeUndefined();
  });
});
