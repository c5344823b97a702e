import { Module } from '@nestjs/common';
import { AccountRequestsLoader } from './account-requests.loader.ts';
import { AuthController } from './auth.controller.ts';
import { MemoryFailureStore } from './memory-failure.store.ts';
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
    { provide: FAILURE_STORE, useFactory: () => new MemoryFailureStore({ windowMs: WINDOW_MS }) },
  ],
})
export class AuthModule {}
