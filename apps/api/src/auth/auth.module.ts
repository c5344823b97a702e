import { Module } from '@nestjs/common';
import { AuthController } from './auth.controller.ts';
import { SignInLimit } from './sign-in-limit.service.ts';
import { TokenService } from './token.service.ts';

@Module({ controllers: [AuthController], providers: [TokenService, SignInLimit] })
export class AuthModule {}
