import { Module, type DynamicModule } from '@nestjs/common';
import { ACCOUNTS_OPTIONS, type AccountsOptions } from './accounts.options.ts';
import { controllerFor } from './controller-for.ts';
import { AdministrationLoader } from './administration.loader.ts';

/**
 * Routes by which administrators manage accounts, where the configuration switches them on: those of a Firebase project or
 * a Cognito user pool. The code that does it is loaded with the first request.
 */
@Module({})
export class AccountsModule {
  static forRoot(options: AccountsOptions = {}): DynamicModule {
    return {
      module: AccountsModule,
      controllers: [controllerFor(options.administrators)],
      providers: [{ provide: ACCOUNTS_OPTIONS, useValue: options }, AdministrationLoader],
    };
  }
}
