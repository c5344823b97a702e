import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Claims } from '@lambda-nest/identity/claims';
import type { Caller } from './decide.ts';

/** A caller whose token was verified. */
export type VerifiedCaller = Caller & Readonly<{ claims: Claims }>;

// Not properties of the request: nothing but the guards can put a caller here, whatever else writes to requests.
const CLAIMS = new WeakMap<object, Claims>();
const CALLERS = new WeakMap<object, VerifiedCaller>();

/** Remembers who sent a request. Only the guard that verified the token calls this. */
export function rememberClaims(request: object, claims: Claims): void {
  CLAIMS.set(request, claims);
}

/** What the verified token of a request says; `undefined` when none was verified. */
export function claimsOf(request: object): Claims | undefined {
  return CLAIMS.get(request);
}

/** Remembers what the sender of a request may. Only the guard that decides calls this. */
export function rememberCaller(request: object, caller: VerifiedCaller): void {
  CALLERS.set(request, caller);
}

/** Who sent a request; `undefined` on public routes, whose tokens are not read. */
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
