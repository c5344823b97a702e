import { readGrants, type GrantRules } from '@lambda-nest/access/policy';
import type { Claims } from '@lambda-nest/identity';
import { AccountRejection } from '../account.errors.ts';
import type { Grants } from '../account.store.ts';
import { writeClaim } from './write-claim.ts';

export type CustomClaims = Readonly<Record<string, unknown>>;

/**
 * Longest JSON text of an account's custom claims, in bytes.
 *
 * @see https://firebase.google.com/docs/auth/admin/custom-claims#set_and_validate_custom_user_claims_via_the_admin_sdk
 */
export const MAX_CLAIMS_BYTES = 1000;

/**
 * Names that Firebase keeps to itself.
 *
 * @see https://firebase.google.com/docs/auth/admin/create-custom-tokens
 */
const RESERVED = new Set(
  'acr amr at_hash aud auth_time azp cnf c_hash exp firebase iat iss jti nbf nonce sub'.split(' '),
);

/** What custom claims give, in the names that routes declare. */
export function readCustomGrants(claims: CustomClaims, rules: GrantRules): Grants {
  const { roles, scopes } = readGrants(claims as Claims, { ...rules, machinesHaveRoles: true });
  return { groups: roles, scopes };
}

/**
 * Custom claims with other grants, and everything else as it was. A group is written by the first name of the provider that
 * stands for it.
 *
 * @throws AccountRejection when Firebase would not take them
 */
export function writeGrants(claims: CustomClaims, grants: Grants, rules: GrantRules): CustomClaims {
  const scopeClaim = chooseScopeClaim(claims, rules);
  for (const [name, field] of [
    [rules.rolesClaim, 'groups'],
    [scopeClaim, 'scopes'],
  ] as const) {
    if (!RESERVED.has(name.split('.')[0] ?? '')) continue;
    throw new AccountRejection('invalid', 'The claim that holds it is reserved by Firebase.', field);
  }
  const groups = grants.groups.map((group) => nameOf(group, rules));
  const scopes = Array.isArray(claims[scopeClaim]) ? grants.scopes : grants.scopes.join(' ');
  const withGroups = writeClaim(claims, rules.rolesClaim, groups.length === 0 ? undefined : groups);
  const written = writeClaim(withGroups, scopeClaim, grants.scopes.length === 0 ? undefined : scopes);
  if (Buffer.byteLength(JSON.stringify(written)) <= MAX_CLAIMS_BYTES) return written;
  throw new AccountRejection(
    'invalid',
    `It does not fit: Firebase keeps ${MAX_CLAIMS_BYTES} bytes of claims for an account.`,
    'groups',
  );
}

/** The one that counts for this account; `scope`, as the gateway reads it, where there is none yet. */
function chooseScopeClaim(claims: CustomClaims, { scopeClaims = ['scp', 'scope'] }: GrantRules): string {
  const present = scopeClaims.find((name) => Object.hasOwn(claims, name));
  return present ?? (scopeClaims.includes('scope') ? 'scope' : (scopeClaims[0] ?? 'scope'));
}

function nameOf(role: string, { roleNames }: GrantRules): string {
  const named = [...(roleNames ?? [])].find(([, stands]) => stands === role);
  return named?.[0] ?? role;
}
