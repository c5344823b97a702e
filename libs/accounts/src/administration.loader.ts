import { Inject, Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { listRoutes } from '@lambda-nest/access';
import { LOG, type ApiConfig } from '@lambda-nest/application';
import type { Log } from '@lambda-nest/log';
import { ACCOUNTS_OPTIONS, type AccountsOptions } from './accounts.options.ts';
import type { Administration } from './administration.ts';

/** Opens the accounts of the provider with the first request for them: nothing of it is needed at start. */
@Injectable()
export class AdministrationLoader {
  readonly #config: ApiConfig;
  readonly #log: Log;
  readonly #host: HttpAdapterHost;
  readonly #modules: ModulesContainer;
  readonly #options: AccountsOptions;
  #administration: Promise<Administration> | undefined;

  constructor(
    @Inject(ConfigService) config: ApiConfig,
    @Inject(LOG) log: Log,
    host: HttpAdapterHost,
    modules: ModulesContainer,
    @Inject(ACCOUNTS_OPTIONS) options: AccountsOptions,
  ) {
    this.#config = config;
    this.#log = log;
    this.#host = host;
    this.#modules = modules;
    this.#options = options;
  }

  /** A failure is tried again with the next request. */
  load(): Promise<Administration> {
    this.#administration ??= this.#open().catch((error: unknown) => {
      this.#administration = undefined;
      throw error;
    });
    return this.#administration;
  }

  async #open(): Promise<Administration> {
    const [{ Administration }, { openStore }] = await Promise.all([
      import('./administration.ts'),
      import('./open-store.ts'),
    ]);
    const store = await openStore(this.#config);
    const { administrators } = this.#options;
    return new Administration({ store, log: this.#log, administrators, ...this.#names() });
  }

  #names(): { roles: readonly string[]; scopes: readonly string[] } {
    const declarations = listRoutes(this.#host.httpAdapter, this.#modules).flatMap(({ declaration }) =>
      declaration?.kind === 'restricted' ? [declaration] : [],
    );
    const { roles, scopes } = this.#options;
    return {
      roles: roles ?? declarations.flatMap((declaration) => declaration.roles ?? []),
      scopes: scopes ?? declarations.flatMap((declaration) => declaration.scopes ?? []),
    };
  }
}
