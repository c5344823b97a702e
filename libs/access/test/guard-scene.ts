import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import type { Claims } from '@lambda-nest/identity/claims';
import { Problem } from '@lambda-nest/problem';
import { Public, Roles, Scopes, SignedIn } from '../src/declare.decorators.ts';

/** A route of every declaration. */
export class Orders {
  @Public()
  open(): void {}

  @SignedIn()
  anyone(): void {}

  @Roles('USERS', 'ADMINS')
  users(): void {}

  @Roles('ADMINS')
  admins(): void {}

  @Scopes('orders:read', 'orders:write')
  scoped(): void {}

  forgotten(): void {}
}

export type Route = keyof Orders;

export const CLAIMS: Claims = {
  iss: 'https://issuer',
  sub: 'uid',
  exp: 2,
  iat: 1,
  groups: ['USERS'],
  scope: 'orders:read',
};

export function contextOf(
  route: Route,
  request: object,
  type = 'http',
  response: object = {},
): ExecutionContext {
  return {
    getType: () => type,
    getClass: () => Orders,
    getHandler: () => Orders.prototype[route],
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }),
  } as unknown as ExecutionContext;
}

export function requestWith(authorization?: string): object {
  return authorization === undefined
    ? { headers: {}, rawHeaders: [] }
    : { headers: { authorization }, rawHeaders: ['authorization', authorization] };
}

/** The problem that an attempt is rejected with. */
export async function problemOf(attempt: () => unknown): Promise<Problem> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('The guard let the request pass.');
}
