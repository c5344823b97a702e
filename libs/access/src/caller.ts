import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Claims } from '#identity';
import type { Caller } from './decide.ts';

/** A caller whose token was verified. */
export type VerifiedCaller = Caller & Readonly<{ claims: Claims }>;

// Not a property of the request: nothing but the guard can put a caller here, whatever else writes to requests.
const CALLERS = new WeakMap<object, VerifiedCaller>();

/** Remembers who sent a request. Only the guard that verified the token calls this. */
export function rememberCaller(request: object, caller: VerifiedCaller): void {
  CALLERS.set(request, caller);
}

/** Who sent a request; `undefined` when nobody was verified, as on public routes. */
export function callerOf(request: object): VerifiedCaller | undefined {
  return CALLERS.get(request);
}

/**
 * Injects the verified caller into a handler: `whoami(@CurrentCaller() caller: VerifiedCaller)`. `undefined` on public
 * routes.
 */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<Request>()),
);
