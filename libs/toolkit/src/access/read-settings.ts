import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { TokenIssuer } from './examine-token.ts';
import type { Accounts } from './find-user.ts';

/** `issuers`: at least one. */
export type Settings = Readonly<{ issuers: readonly TokenIssuer[]; accounts: Accounts }>;

/**
 * The configuration that a token is judged by: the environment's if it names an issuer, else that of a laptop. Read as
 * the application reads it.
 */
export async function readSettings(environment: NodeJS.ProcessEnv): Promise<Settings> {
  const namesIssuer = environment['FIREBASE_PROJECT_ID'] ?? environment['JWT_ISSUER'];
  const laptop = parseEnv(readFileSync('.env.development', 'utf8'));
  // Imported late: its sources have decorators, which need compiling first.
  const { parseConfig } = await import('@lambda-nest/application');
  const emulatorHost = `127.0.0.1:${environment['IDENTITY_PORT'] ?? '9099'}`;
  const keys = { JWT_ISSUER_JWKS_URI: `http://${emulatorHost}/jwks.json` };
  const chosen = namesIssuer ? environment : { ...laptop, ...keys, ...environment };
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
