import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import {
  createAccountCheck,
  createSignIn,
  loadIntrospection,
  createTokenVerifiers,
  type AccountCheck,
  type IntrospectionOptions,
  type SignIn,
} from '@lambda-nest/identity';
import type { Log } from '@lambda-nest/log';
import type { ApiConfig } from './config.ts';
import { describeMissingCredentials } from './describe-missing-credentials.ts';
import { firebaseAccounts } from './firebase-accounts.ts';
import { LOG } from './log.token.ts';

/** Injection tokens of what `@lambda-nest/identity` makes from the configuration. */
export const TOKEN_VERIFIER = Symbol.for('lambda-nest:identity:token-verifier');
export const SIGN_IN = Symbol.for('lambda-nest:identity:sign-in');
export const ACCOUNT_CHECK = Symbol.for('lambda-nest:identity:account-check');

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
  if (introspection) return introspect(config, { ...introspection, log });
  const options = firebaseAccounts(config);
  const isChecked = config.get('isAccountChecked', { infer: true });
  const areManaged = config.get('accounts', { infer: true }).kind === 'firebase';
  if (!options || !(isChecked || areManaged)) return undefined;
  const { hasCredentials } = config.get('firebase', { infer: true }) ?? {};
  if (!hasCredentials) log.warn(describeMissingCredentials({ isChecked, areManaged }));
  return isChecked ? createAccountCheck({ ...options, log }) : undefined;
}

/** Loaded with the first caller who would be let in where accounts are checked. */
function introspect(config: ApiConfig, options: IntrospectionOptions): AccountCheck | undefined {
  if (!config.get('isAccountChecked', { infer: true })) return undefined;
  let loading: Promise<AccountCheck> | undefined;
  return {
    check: async (claims, token) => (await (loading ??= loadIntrospection(options))).check(claims, token),
  };
}
