import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../../libs/database/database.ts';
import { Env } from './env.ts';
import { OrderExpiry } from './order-expiry.ts';

@Module({ imports: [DatabaseModule.of(Env)], providers: [OrderExpiry] })
export class WorkerModule {
  static readonly env = Env;
}
