import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import {
  createAccountCheck,
  createSignIn,
  loadIntrospection,
  loadUserPoolCheck,
  createTokenVerifiers,
  type AccountCheck,
  type SignIn,
} from '@lambda-nest/identity';
import type { Log } from '@lambda-nest/log';
import type { AccountsConfig } from './accounts.config.ts';
import type { ApiConfig } from './config.ts';
import { describeMissingCredentials } from './describe-missing-credentials.ts';
import { firebaseAccounts } from './firebase-accounts.ts';
import { LOG } from './log.token.ts';

/** Injection tokens of what `@lambda-nest/identity` makes from the configuration. */
export const TOKEN_VERIFIER = Symbol.for('lambda-nest:identity:token-verifier');
export const SIGN_IN = Symbol.for('lambda-nest:identity:sign-in');
export const ACCOUNT_CHECK = Symbol.for('lambda-nest:identity:account-check');

type UserPool = Extract<AccountsConfig, { kind: 'cognito' }>;

/** Who issues identities: verifies their tokens, signs people in, looks accounts up. */
@Global()
@Module({
  providers: [
    {
      provide: TOKEN_VERIFIER,
      inject: [ConfigService, LOG],
      useFactory: (config: ApiConfig, log: Log) =>
        createTokenVerifiers(config.get('issuers', { infer: true }).map((issuer) => ({ ...issuer, log }))),
    },
    {
      provide: SIGN_IN,
      inject: [ConfigService],
      useFactory: (config: ApiConfig): SignIn | undefined => {
        const { apiKey, emulatorHost, tenantId } = config.get('firebase', { infer: true }) ?? {};
        return apiKey === undefined ? undefined : createSignIn({ apiKey, emulatorHost, tenantId });
      },
    },
    {
      provide: ACCOUNT_CHECK,
      inject: [ConfigService, LOG],
      useFactory: createAccounts,
    },
  ],
  exports: [TOKEN_VERIFIER, SIGN_IN, ACCOUNT_CHECK],
})
export class IdentityModule {}

function createAccounts(config: ApiConfig, log: Log): AccountCheck | undefined {
  const introspection = config.get('introspection', { infer: true });
  const accounts = config.get('accounts', { infer: true });
  const isChecked = config.get('isAccountChecked', { infer: true });
  if (introspection)
    return isChecked ? loadOnUse(() => loadIntrospection({ ...introspection, log })) : undefined;
  if (accounts.kind === 'cognito')
    return isChecked ? loadOnUse(() => checkUserPool(accounts, log)) : undefined;
  const options = firebaseAccounts(config);
  const areManaged = accounts.kind === 'firebase';
  if (!options || !(isChecked || areManaged)) return undefined;
  const { hasCredentials } = config.get('firebase', { infer: true }) ?? {};
  if (!hasCredentials) log.warn(describeMissingCredentials({ isChecked, areManaged }));
  return isChecked ? createAccountCheck({ ...options, log }) : undefined;
}

/** Loaded with the first caller who would be let in where accounts are checked. */
function loadOnUse(load: () => Promise<AccountCheck>): AccountCheck {
  let loading: Promise<AccountCheck> | undefined;
  return { check: async (claims, token) => (await (loading ??= load())).check(claims, token) };
}

async function checkUserPool(pool: UserPool, log: Log): Promise<AccountCheck> {
  const { findPoolAccount } = await import('./find-pool-account.ts');
  return loadUserPoolCheck({ find: findPoolAccount(pool), log });
}
