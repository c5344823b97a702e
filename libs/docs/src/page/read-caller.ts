import { type Caller, readGrants, type GrantRules } from '@lambda-nest/access/policy';
import type { Claims } from '@lambda-nest/identity/claims';

/** What a token says of its bearer, for a page that shows it: nothing here is verified. */
export type ReadToken =
  | Readonly<{ kind: 'unreadable' }>
  | Readonly<{ kind: 'expired' }>
  | Readonly<{ kind: 'caller'; caller: Caller }>;

/**
 * Reads roles and scopes from the claims of a token as the API will, with the same functions.
 *
 * @param now seconds since 1970
 */
export function readCaller(token: string, grants: GrantRules, now: number): ReadToken {
  const claims = readClaims(token);
  if (!claims) return { kind: 'unreadable' };
  if (typeof claims.exp === 'number' && claims.exp <= now) return { kind: 'expired' };
  return { kind: 'caller', caller: readGrants(claims, grants) };
}

function readClaims(token: string): Claims | undefined {
  try {
    const payload = token.split('.')[1] ?? '';
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof claims === 'object' && claims !== null ? (claims as Claims) : undefined;
  } catch {
    return undefined;
  }
}
