import { Module } from '@nestjs/common';
import { AuthController } from './auth.controller.js';
import { HealthController } from './health.controller.js';

@Module({ controllers: [HealthController, AuthController] })
export class AppModule {}
