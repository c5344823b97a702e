import { Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { APP_GUARD, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
import { AuthGuard } from './auth.guard.ts';
import { watchLayers } from './layers.ts';
import { markHandlers } from './mark-handlers.ts';
import { RolesGuard } from './roles.guard.ts';

type AsyncOptions = Pick<ModuleMetadata, 'imports'> &
  Pick<FactoryProvider<AccessOptions>, 'inject' | 'useFactory'>;

/** Puts both guards before every route of the application, in this order: who are you, then may you. */
@Module({})
export class AccessModule {
  constructor(modules: ModulesContainer, host: HttpAdapterHost) {
    markHandlers(modules);
    watchLayers(host.httpAdapter);
  }

  static forRoot(options: AccessOptions): DynamicModule {
    return AccessModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync({ imports = [], inject = [], useFactory }: AsyncOptions): DynamicModule {
    return {
      module: AccessModule,
      imports,
      providers: [
        { provide: ACCESS_OPTIONS, inject, useFactory },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: RolesGuard },
      ],
      exports: [ACCESS_OPTIONS],
    };
  }
}
