import { Inject, Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { firebaseAccounts, LOG, SIGN_IN, TOKEN_VERIFIER, type ApiConfig } from '@lambda-nest/application';
import type { SignIn, TokenVerifier } from '@lambda-nest/identity';
import type { Log } from '@lambda-nest/log';
import type { AccountRequests } from './account-requests.ts';

/** Makes what is needed for such requests with the first of them: no start waits for it. */
@Injectable()
export class AccountRequestsLoader {
  readonly #config: ApiConfig;
  readonly #log: Log;
  readonly #signIn: SignIn;
  readonly #verifier: TokenVerifier;
  #requests: Promise<AccountRequests> | undefined;

  constructor(
    @Inject(ConfigService) config: ApiConfig,
    @Inject(LOG) log: Log,
    @Inject(SIGN_IN) signIn: SignIn,
    @Inject(TOKEN_VERIFIER) verifier: TokenVerifier,
  ) {
    this.#config = config;
    this.#log = log;
    this.#signIn = signIn;
    this.#verifier = verifier;
  }

  load(): Promise<AccountRequests> {
    return (this.#requests ??= this.#create());
  }

  async #create(): Promise<AccountRequests> {
    const { AccountRequests } = await import('./account-requests.ts');
    const accounts = firebaseAccounts(this.#config);
    const { apiKey, emulatorHost, tenantId } = this.#config.get('firebase', { infer: true }) ?? {};
    if (!accounts || apiKey === undefined)
      throw new TypeError('The password flow needs a Firebase project and its web API key.');
    return new AccountRequests({
      mail: { apiKey, emulatorHost, tenantId },
      accounts,
      signIn: this.#signIn,
      verifier: this.#verifier,
      scope: this.#config.get('issuers', { infer: true })[0].issuer,
      log: this.#log,
    });
  }
}
