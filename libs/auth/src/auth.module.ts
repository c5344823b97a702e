import { Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { ApiConfig } from '@lambda-nest/application';
import { AccountRequestsLoader } from './account-requests.loader.ts';
import { AuthController } from './auth.controller.ts';
import type { FailureStore } from './failure.store.ts';
import { LazyFailureStore } from './lazy-failure.store.ts';
import { RecoveryController } from './recovery.controller.ts';
import { SignUpController } from './sign-up.controller.ts';
import { FAILURE_STORE, SignInLimit, WINDOW_MS } from './sign-in-limit.service.ts';
import { TokenService } from './token.service.ts';

@Module({
  controllers: [AuthController, RecoveryController, SignUpController],
  providers: [
    TokenService,
    AccountRequestsLoader,
    SignInLimit,
    { provide: FAILURE_STORE, inject: [ConfigService], useFactory: makeFailureStore },
  ],
})
export class AuthModule {}

/**
 * In a table that all sandboxes share, where the configuration names one, and in the memory of each otherwise. Asked for with the first
 * sign-in: no start reads either.
 */
function makeFailureStore(config: ApiConfig): FailureStore {
  return new LazyFailureStore(async () => {
    const table = config.get('signInTable', { infer: true });
    if (table === undefined) {
      const { MemoryFailureStore } = await import('./memory-failure.store.ts');
      return new MemoryFailureStore({ windowMs: WINDOW_MS });
    }
    const region = config.get('region', { infer: true });
    const { DynamoDbFailureStore } = await import('./dynamodb-failure.store.ts');
    return new DynamoDbFailureStore({ table, region, windowMs: WINDOW_MS });
  });
}
