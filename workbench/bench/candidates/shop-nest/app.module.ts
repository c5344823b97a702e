import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { ClsModule } from 'nestjs-cls';
import { FailureFilter } from './failure.filter.js';
import { OrdersController, ReportsController } from './orders.controller.js';
import { ProductsController } from './products.controller.js';
import { RolesGuard } from './roles.guard.js';

@Module({
  imports: [
    ClsModule.forRoot({ global: true, middleware: { mount: true } }),
    ThrottlerModule.forRoot([{ ttl: 60_000, limit: 60 }]),
  ],
  controllers: [ProductsController, OrdersController, ReportsController],
  providers: [
    { provide: APP_GUARD, useClass: RolesGuard },
    { provide: APP_FILTER, useClass: FailureFilter },
  ],
})
export class AppModule {}
