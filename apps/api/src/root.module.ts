import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { AccessModule, type AccessOptions } from '#access';
import { isMachine, type AccountCheck, type TokenVerifier } from '#identity';
import type { Log } from '#log';
import type { ApiConfig } from './config.ts';
import { ACCOUNT_CHECK, IdentityModule, TOKEN_VERIFIER } from './identity.module.ts';
import { LOG } from './log.token.ts';
import { CHECKED_ROLES } from './roles.ts';

/** What every application of this repository stands on, around the module that is its own: log, configuration, access. */
@Module({})
export class RootModule {
  static around(application: Type | DynamicModule, configuration: DynamicModule, log: Log): DynamicModule {
    return {
      module: RootModule,
      global: true,
      imports: [
        configuration,
        IdentityModule,
        AccessModule.forRootAsync({
          inject: [ConfigService, TOKEN_VERIFIER, LOG, { token: ACCOUNT_CHECK, optional: true }],
          useFactory: accessOptions,
        }),
        application,
      ],
      providers: [{ provide: LOG, useValue: log }],
      exports: [LOG],
    };
  }
}

function accessOptions(
  config: ApiConfig,
  verifier: TokenVerifier,
  log: Log,
  accounts?: AccountCheck,
): AccessOptions {
  return {
    verifier,
    rolesClaim: config.get('rolesClaim', { infer: true }),
    isMachine,
    ...(accounts ? { accounts } : {}),
    checkedRoles: CHECKED_ROLES,
    log,
  };
}
