import { Module } from '@nestjs/common';
import { AuthController } from './auth.controller.ts';
import { MemoryFailureStore } from './memory-failure.store.ts';
import { FAILURE_STORE, SignInLimit, WINDOW_MS } from './sign-in-limit.service.ts';
import { TokenService } from './token.service.ts';

@Module({
  controllers: [AuthController],
  providers: [
    TokenService,
    SignInLimit,
    { provide: FAILURE_STORE, useFactory: () => new MemoryFailureStore({ windowMs: WINDOW_MS }) },
  ],
})
export class AuthModule {}
