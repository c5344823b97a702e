import { Module } from '@nestjs/common';
import { OrdersController } from './orders.controller.ts';
import { OrdersService } from './orders.service.ts';
import { SalesController } from './sales.controller.ts';

@Module({ controllers: [OrdersController, SalesController], providers: [OrdersService] })
export class OrdersModule {}
