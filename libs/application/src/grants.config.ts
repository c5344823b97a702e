import { findRoleClaimViolation, parseRoleNames, type GrantRules } from '@lambda-nest/access';
import type { EnvironmentReader } from './environment.reader.ts';

/** Where tokens say what their bearers may; of the first issuer, and of those that say nothing else. */
export function readGrantRules(read: EnvironmentReader): GrantRules {
  const roleNames = readRoleNames(read);
  const scopeClaims = readScopeClaims(read);
  const machinesHaveRoles = read.oneOf('JWT_MACHINE_ROLES', ['on', 'off'], 'off') === 'on';
  return {
    rolesClaim: readRolesClaim(read),
    ...(roleNames === undefined ? {} : { roleNames }),
    ...(scopeClaims === undefined ? {} : { scopeClaims }),
    ...(machinesHaveRoles ? { machinesHaveRoles } : {}),
  };
}

function readRolesClaim(read: EnvironmentReader): string {
  const name = 'JWT_AUTHORIZATION_GROUPS_ATTR_NAME';
  const claim = read.raw(name) ?? 'groups';
  const violation = findRoleClaimViolation(claim);
  if (violation) read.reject(name, violation);
  return claim;
}

function readRoleNames(read: EnvironmentReader): ReadonlyMap<string, string> | undefined {
  const text = read.text('JWT_ROLE_NAMES');
  if (text === undefined) return undefined;
  const names = parseRoleNames(text);
  return (
    names ??
    read.reject(
      'JWT_ROLE_NAMES',
      "must list the provider's names and your roles, each name once, such as /ADMINS=ADMINS,/STAFF=USERS.",
    )
  );
}

/** API Gateway reads `scp` and `scope` alone: see the parameter scopeClaims in infra/README.md. */
function readScopeClaims(read: EnvironmentReader): readonly string[] | undefined {
  const names = read.list('JWT_SCOPE_CLAIMS');
  if (names.length === 0) return undefined;
  for (const name of names) {
    const violation = isScopeClaim(name) ? undefined : findRoleClaimViolation(name);
    if (violation) read.reject('JWT_SCOPE_CLAIMS', violation);
  }
  return names;
}

export function isScopeClaim(name: string): boolean {
  return name === 'scp' || name === 'scope';
}
