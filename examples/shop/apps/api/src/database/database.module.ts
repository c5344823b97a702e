import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { Database } from './database.ts';
import { StatementInterceptor } from './statement.interceptor.ts';

@Global()
@Module({
  providers: [Database, { provide: APP_INTERCEPTOR, useClass: StatementInterceptor }],
  exports: [Database],
})
export class DatabaseModule {}
