import { Module } from '@nestjs/common';
import { AuthModule } from '@lambda-nest/auth';
import { DocsModule } from '@lambda-nest/docs';
import { OrdersModule } from './orders/orders.module.ts';

@Module({ imports: [AuthModule, DocsModule, OrdersModule] })
export class AppModule {}
