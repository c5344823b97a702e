import type { EnvironmentReader } from './environment.reader.ts';
import type { FirebaseConfig } from './firebase.config.ts';
import type { IssuerConfig } from './issuers.config.ts';

/** Whose accounts are managed. */
export type AccountsConfig =
  Readonly<{ kind: 'none' | 'firebase' }> | Readonly<{ kind: 'cognito'; region: string; userPoolId: string }>;

const NONE: AccountsConfig = { kind: 'none' };

/** Off unless it is asked for: an administrator of accounts may let any user in. */
export function readAccounts(
  read: EnvironmentReader,
  firebase: FirebaseConfig | undefined,
  { preset, issuer }: IssuerConfig,
): AccountsConfig {
  if (read.oneOf('ACCOUNTS', ['on', 'off'], 'off') === 'off') return NONE;
  if (preset === 'firebase' && firebase?.projectId) return { kind: 'firebase' };
  const pool = preset === 'cognito' ? readUserPool(issuer) : undefined;
  if (pool) return { kind: 'cognito', ...pool };
  read.reject(
    'ACCOUNTS',
    'needs FIREBASE_PROJECT_ID or the issuer of a Cognito user pool: accounts of another issuer are managed there. Unset it.',
  );
  return NONE;
}

/** `https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc`. */
function readUserPool(issuer: string): { region: string; userPoolId: string } | undefined {
  const [, region, userPoolId] =
    /^https:\/\/(?:issuer-)?cognito-idp\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([\w-]+)$/.exec(issuer) ?? [];
  return region === undefined || userPoolId === undefined ? undefined : { region, userPoolId };
}
