import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Failure } from './failure.js';

export type Caller = { sub: string; roles: string[]; scopes: string[] };

const keySet = createRemoteJWKSet(new URL(process.env['JWT_ISSUER_JWKS_URI'] ?? 'https://keys.example/'));

/** Verifies the bearer token of a request. */
export async function verifyCaller(authorization: string | undefined): Promise<Caller> {
  const [scheme, token = ''] = authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'bearer') throw new Failure(401, 'A token is missing.');
  const { payload } = await jwtVerify(token, keySet, { algorithms: ['RS256'] }).catch(() => {
    throw new Failure(401, 'The token is not valid.');
  });
  const {
    sub = '',
    groups = [],
    scope = '',
  } = payload as { sub?: string; groups?: string[]; scope?: string };
  return { sub, roles: groups, scopes: scope.split(' ') };
}

export function expectRole({ roles }: Caller, role: string): void {
  if (!roles.includes(role)) throw new Failure(403, 'The caller may not do this.');
}

export function expectScope({ scopes }: Caller, scope: string): void {
  if (!scopes.includes(scope)) throw new Failure(403, 'The caller may not do this.');
}
