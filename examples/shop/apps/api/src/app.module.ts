import { Module } from '@nestjs/common';
import { AuthModule } from '@lambda-nest/auth';
import { DocsModule } from '@lambda-nest/docs';
import { DatabaseModule } from './database/database.module.ts';
import { Env } from './env.ts';
import { OrdersModule } from './orders/orders.module.ts';
import { ProductsModule } from './products/products.module.ts';
import { ReportsModule } from './reports/reports.module.ts';
import { RequestsModule } from './requests/requests.module.ts';

@Module({
  imports: [
    RequestsModule,
    DatabaseModule,
    ProductsModule,
    OrdersModule,
    ReportsModule,
    AuthModule,
    DocsModule,
  ],
})
export class AppModule {
  static readonly env = Env;
}
