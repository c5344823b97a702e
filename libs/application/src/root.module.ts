import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { APP_FILTER } from '@nestjs/core';
import { AccessModule, type AccessOptions } from '@lambda-nest/access';
import type { AccountCheck, Claims, TokenVerifier } from '@lambda-nest/identity';
import { InputModule } from '@lambda-nest/input';
import type { Log } from '@lambda-nest/log';
import { ProblemFilter } from '@lambda-nest/problem';
import type { ApiConfig } from './config.ts';
import type { EnvClass } from './env/define-env.ts';
import type { LoadedConfig } from './load-config.ts';
import { ACCOUNT_CHECK, IdentityModule, TOKEN_VERIFIER } from './identity.module.ts';
import { LOG, METRICS } from './log.token.ts';
import type { Reporting } from './reporting.ts';

/**
 * What every application of this repository stands on, around the module that is its own: log, configuration, access.
 *
 * The order of imports is that of Nest's global enhancers: our guards and our pipe come before the application's, and our
 * filter, as the first to be registered, is asked last.
 */
@Module({})
export class RootModule {
  static around(
    application: Type | DynamicModule,
    { config, module: configuration, env: values }: LoadedConfig,
    { log, metrics }: Pick<Reporting, 'log' | 'metrics'>,
    { checkedRoles, env }: { checkedRoles: readonly string[]; env: EnvClass | undefined },
  ): DynamicModule {
    return {
      module: RootModule,
      global: true,
      imports: [
        configuration,
        IdentityModule,
        AccessModule.forRootAsync({
          inject: [ConfigService, TOKEN_VERIFIER, LOG, { token: ACCOUNT_CHECK, optional: true }],
          useFactory: accessOptions(checkedRoles),
        }),
        InputModule.forRoot({ bytes: config.maxBodyBytes }),
        application,
      ],
      providers: [
        { provide: LOG, useValue: log },
        ...(env ? [{ provide: env, useValue: values }] : []),
        { provide: METRICS, useValue: metrics },
        {
          provide: APP_FILTER,
          useValue: new ProblemFilter((error) => log.error('request failed', { error })),
        },
      ],
      exports: [LOG, METRICS, ...(env ? [env] : [])],
    };
  }
}

function accessOptions(checkedRoles: readonly string[]) {
  return (config: ApiConfig, verifier: TokenVerifier, log: Log, accounts?: AccountCheck): AccessOptions => {
    const [first, ...more] = config.get('issuers', { infer: true });
    return {
      ...first.grants,
      verifier,
      ...(more.length > 0 ? { issuers: new Map(more.map(({ issuer, grants }) => [issuer, grants])) } : {}),
      // Accounts are those of the Firebase project, which is the first issuer where there is one.
      ...(accounts ? { accounts, hasAccount: ({ iss }: Claims) => iss === first.issuer } : {}),
      checkedRoles,
      log,
    };
  };
}
