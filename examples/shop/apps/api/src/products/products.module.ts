import { Module } from '@nestjs/common';
import { RatesService } from '../rates/rates.service.ts';
import { PictureStore } from './picture.store.ts';
import { ProductsController } from './products.controller.ts';
import { ProductsService } from './products.service.ts';

@Module({ controllers: [ProductsController], providers: [ProductsService, PictureStore, RatesService] })
export class ProductsModule {}
