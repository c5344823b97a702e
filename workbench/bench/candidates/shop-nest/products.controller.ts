import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { signUpload } from '../shop/pictures.js';
import { addProduct, findProduct, listProducts, priceProduct, removeProduct } from '../shop/products.js';
import { NewPicture, NewProduct, PriceQuery, ProductQuery } from './product.dto.js';
import { Public, Roles } from './roles.guard.js';

@ApiTags('Products')
@Controller('sample/v1/products')
export class ProductsController {
  @Public()
  @Get()
  list(@Query() query: ProductQuery) {
    return listProducts(query);
  }

  @Public()
  @Get(':id')
  read(@Param('id', ParseUUIDPipe) id: string) {
    return findProduct(id);
  }

  @Public()
  @Get(':id/price')
  price(@Param('id', ParseUUIDPipe) id: string, @Query() { currency }: PriceQuery) {
    return priceProduct(id, currency);
  }

  @Roles('ADMINS')
  @Post()
  add(@Body() product: NewProduct) {
    return addProduct(product);
  }

  @Roles('ADMINS')
  @Post(':id/picture')
  async uploadPicture(@Param('id', ParseUUIDPipe) id: string, @Body() { contentType }: NewPicture) {
    await findProduct(id);
    return signUpload(id, contentType);
  }

  @Roles('ADMINS')
  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id', ParseUUIDPipe) id: string) {
    return removeProduct(id);
  }
}
