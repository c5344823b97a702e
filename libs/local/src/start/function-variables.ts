import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { SeededUser } from '@lambda-nest/toolkit/seeded-users';

/** Optional variables of the API that the shell may set for the local function too. */
const FROM_SHELL = [
  'ACCOUNTS',
  'AUTH_PASSWORD_FLOW',
  'CORS_ORIGINS',
  'AUTH_SIGN_UP',
  'DOCS',
  'EVENT_SOURCES',
  'FIREBASE_TENANT_ID',
  'LOG_LEVEL',
  'ROUTE_SCOPES',
];

export type LocalNames = { stage: string; mappingKey: string; rolesClaim: string };

/** Names of the local cloud: in the URLs, and of the claim that holds the seeded users' groups. */
export const LOCAL_NAMES: LocalNames = { stage: 'local', mappingKey: 'nest', rolesClaim: 'groups' };

/** Variables by which the function trusts the local Firebase Auth. */
export function firebaseVariables(identity: {
  projectId: string;
  host: string;
  jwksUri: string;
  users: readonly SeededUser[];
}): Record<string, string> {
  return {
    JWT_ISSUER_JWKS_URI: identity.jwksUri,
    FIREBASE_PROJECT_ID: identity.projectId,
    FIREBASE_APP_API_KEY: 'local',
    FIREBASE_AUTH_EMULATOR_HOST: identity.host,
    DOCS_EMULATOR_USERS: JSON.stringify(
      identity.users.map(({ email, password, groups }) => ({ email, password, groups })),
    ),
    ACCOUNTS: 'on',
    AUTH_SIGN_UP: 'on',
  };
}

/**
 * The function's own variables on a laptop: what a deployment sets, pointed at the local identity.
 *
 * Nothing else of the shell is taken over than what is named here and what the application declares. Values of its own stand in
 * `.env.local`, which no commit holds; without one a declared variable has its example.
 *
 * @param examples of the variables that the application declares, by name
 */
export function functionVariables(
  root: string,
  { defaults, fixed = {} }: IdentityVariables,
  shell: NodeJS.ProcessEnv,
  examples: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const chosen = [...FROM_SHELL, ...Object.keys(examples)].flatMap((name) =>
    shell[name] === undefined ? [] : [[name, shell[name]]],
  );
  return {
    ...examples,
    RUNTIME: 'LOCAL',
    AWS_API_GW_STAGE_NAME: LOCAL_NAMES.stage,
    AWS_API_GW_MAPPING_KEY: LOCAL_NAMES.mappingKey,
    JWT_AUTHORIZATION_GROUPS_ATTR_NAME: LOCAL_NAMES.rolesClaim,
    ...defaults,
    LOG_FORMAT: 'pretty',
    // The gateway already writes a line for each request.
    LOG_LEVEL: 'warn',
    ...readEnvLocal(root),
    ...(Object.fromEntries(chosen) as Record<string, string>),
    ...fixed,
  };
}

/** What the function is told of whom it trusts: what may be said otherwise, and what may not. */
export type IdentityVariables = { defaults: Record<string, string>; fixed?: Record<string, string> };

export function readEnvLocal(root: string): Record<string, string> {
  const file = join(root, '.env.local');
  return existsSync(file) ? (parseEnv(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}
