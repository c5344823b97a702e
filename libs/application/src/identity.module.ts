import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import {
  createAccountCheck,
  createSignIn,
  createTokenVerifiers,
  type AccountCheck,
  type SignIn,
} from '@lambda-nest/identity';
import type { Log } from '@lambda-nest/log';
import type { ApiConfig } from './config.ts';
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

const WITHOUT_CREDENTIALS =
  'There are no Google credentials, so routes that look accounts up reply with 503. ' +
  'Set GOOGLE_CREDENTIALS, GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_CREDENTIALS_PARAMETER, or ACCOUNT_CHECK=off.';

function createAccounts(config: ApiConfig, log: Log): AccountCheck | undefined {
  const options = firebaseAccounts(config);
  const isChecked = config.get('isAccountChecked', { infer: true });
  const areManaged = config.get('accounts', { infer: true }).kind === 'firebase';
  if (!options || !(isChecked || areManaged)) return undefined;
  const { hasCredentials } = config.get('firebase', { infer: true }) ?? {};
  if (!hasCredentials) log.warn(WITHOUT_CREDENTIALS);
  return isChecked ? createAccountCheck({ ...options, log }) : undefined;
}
