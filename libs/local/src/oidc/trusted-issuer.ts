import { parseRoleNames, type GrantRules } from '@lambda-nest/access/policy';
import { isAlgorithm, type Algorithm, isLoopback, presetFor } from '@lambda-nest/identity';
import { CannotStart } from '@lambda-nest/toolkit/deployment';

/** An issuer that the variables of the function name, as far as a stand-in has to know it. */
export type TrustedIssuer = Readonly<{
  issuer: string;
  audiences: readonly string[];
  /** Clients whose tokens are accepted; empty for any. */
  parties: readonly string[];
  /** How the stand-in signs. */
  algorithm: Algorithm;
  isAccessTypeRequired: boolean;
  grants: GrantRules;
  /** The client that the docs page signs in as. */
  docsClientId: string;
  /** Whether the issuer itself runs on this machine: it needs no stand-in. */
  isOnThisMachine: boolean;
}>;

/** Variables that say whom to trust and how its tokens look: stand-in and authorizer are made by them, once. */
export const ISSUER_VARIABLES: readonly string[] = [
  'JWT_ISSUER',
  'FIREBASE_PROJECT_ID',
  'JWT_AUTHORIZED_AUDIENCES',
  'JWT_AUTHORIZED_PARTIES',
  'JWT_ALGORITHMS',
  'JWT_TOKEN_KIND',
  'JWT_AUTHORIZATION_GROUPS_ATTR_NAME',
  'JWT_ROLE_NAMES',
  'JWT_SCOPE_CLAIMS',
  'JWT_MACHINE_ROLES',
  'DOCS_CLIENT_ID',
];

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The issuer that takes the place of Firebase, or `undefined` where the variables name none.
 *
 * Throws {@link CannotStart} with what is wrong with it, as the function would say at start.
 */
export function readTrustedIssuer(variables: Variables): TrustedIssuer | undefined {
  const issuer = variables['JWT_ISSUER']?.trim();
  if (!issuer || variables['FIREBASE_PROJECT_ID']?.trim()) return undefined;
  const audiences = listOf(variables['JWT_AUTHORIZED_AUDIENCES']);
  const parties = listOf(variables['JWT_AUTHORIZED_PARTIES']);
  const algorithm = listOf(variables['JWT_ALGORITHMS']).find(isAlgorithm) ?? 'RS256';
  try {
    presetFor({ issuer, audiences, authorizedParties: parties, allowHttpLoopback: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CannotStart(`JWT_ISSUER does not fit. ${error.message} It is set in .env.local or the shell.`);
  }
  return {
    issuer,
    audiences,
    parties,
    algorithm,
    isAccessTypeRequired: variables['JWT_TOKEN_KIND'] === 'at+jwt',
    grants: readGrantRules(variables),
    docsClientId: variables['DOCS_CLIENT_ID']?.trim() || (parties[0] ?? 'local'),
    isOnThisMachine: isLoopback(new URL(issuer).hostname),
  };
}

/** Where tokens say what their bearers may, by the variables that the function reads. */
export function readGrantRules(variables: Variables): GrantRules {
  const names = variables['JWT_ROLE_NAMES'];
  const scopeClaims = listOf(variables['JWT_SCOPE_CLAIMS']);
  return {
    rolesClaim: variables['JWT_AUTHORIZATION_GROUPS_ATTR_NAME'] ?? 'groups',
    machinesHaveRoles: variables['JWT_MACHINE_ROLES'] === 'on',
    ...(names ? { roleNames: parseRoleNames(names) } : {}),
    ...(scopeClaims.length > 0 ? { scopeClaims } : {}),
  };
}

function listOf(text = ''): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
