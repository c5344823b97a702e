import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuthModule } from '@lambda-nest/auth';
import { DocsModule } from '@lambda-nest/docs';
import { DatabaseModule } from '../../../libs/database/database.ts';
import { StatementInterceptor } from '../../../libs/database/failures.ts';
import { Env } from './env.ts';
import { OrdersModule } from './orders/orders.module.ts';
import { ProductsModule } from './products/products.module.ts';
import { RequestsModule } from './requests/requests.module.ts';

@Module({
  imports: [RequestsModule, DatabaseModule.of(Env), ProductsModule, OrdersModule, AuthModule, DocsModule],
  providers: [{ provide: APP_INTERCEPTOR, useClass: StatementInterceptor }],
})
export class AppModule {
  static readonly env = Env;
}
