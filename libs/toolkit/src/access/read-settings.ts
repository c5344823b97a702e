import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { isLoopback } from '@lambda-nest/identity';
import type { TokenIssuer } from './check-token.ts';
import type { Accounts } from './find-user.ts';

/** `issuers`: at least one. */
export type Settings = Readonly<{ issuers: readonly TokenIssuer[]; accounts: Accounts }>;

/**
 * The configuration that a token is judged by: the environment's if it names an issuer, else that of a laptop, where `.env.local` may
 * name another issuer than Firebase, for which `npm start` has a stand-in. Read as the application reads it.
 */
export async function readSettings(environment: NodeJS.ProcessEnv): Promise<Settings> {
  const namesIssuer = environment['FIREBASE_PROJECT_ID'] ?? environment['JWT_ISSUER'];
  const laptop = parseEnv(readFileSync('.env.development', 'utf8'));
  // Imported late: its sources have decorators, which need compiling first.
  const { parseConfig } = await import('@lambda-nest/application');
  const emulatorHost = `127.0.0.1:${environment['IDENTITY_PORT'] ?? '9099'}`;
  const local = existsSync('.env.local') ? parseEnv(readFileSync('.env.local', 'utf8')) : {};
  const chosen = namesIssuer ? environment : { ...onLaptop(laptop, local, emulatorHost), ...environment };
  const config = parseConfig({ ...chosen, RUNTIME: 'LOCAL', AUTH_PASSWORD_FLOW: 'off' });
  const { grants, issuers } = config;
  return {
    issuers,
    accounts: {
      projectId: laptop['FIREBASE_PROJECT_ID'] ?? 'demo-local',
      emulatorHost,
      grants,
    },
  };
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The keys are those of what runs on this machine: of the stand-in, unless the issuer is here itself. */
function onLaptop(laptop: Variables, local: Variables, emulatorHost: string): Variables {
  const issuer = local['JWT_ISSUER']?.trim();
  if (!issuer || local['FIREBASE_PROJECT_ID']?.trim())
    return { ...laptop, ...local, JWT_ISSUER_JWKS_URI: `http://${emulatorHost}/jwks.json` };
  const firebase = { FIREBASE_PROJECT_ID: undefined, FIREBASE_APP_API_KEY: undefined, ACCOUNTS: undefined };
  const host = URL.parse(issuer)?.hostname ?? '';
  const keys = isLoopback(host) ? {} : { JWT_ISSUER_JWKS_URI: `http://${emulatorHost}/jwks` };
  return { ...laptop, ...local, ...firebase, ...keys };
}
