import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Public, Roles } from '@lambda-nest/access';
import { NewPicture, PictureStore, Upload } from './picture.store.ts';
import { NewProduct, Price, PriceQuery, Product, ProductPage, ProductQuery } from './product.dto.ts';
import { ProductsService } from './products.service.ts';

@ApiTags('Products')
@Controller('v1/products')
export class ProductsController {
  readonly #products: ProductsService;
  readonly #pictures: PictureStore;

  constructor(
    @Inject(ProductsService) products: ProductsService,
    @Inject(PictureStore) pictures: PictureStore,
  ) {
    this.#products = products;
    this.#pictures = pictures;
  }

  @Public()
  @Get()
  @ApiOperation({ summary: 'List products' })
  @ApiOkResponse({ type: ProductPage, description: 'A page of products.' })
  list(@Query() query: ProductQuery): Promise<ProductPage> {
    return this.#products.list(query);
  }

  @Public()
  @Get(':id')
  @ApiOperation({ summary: 'Read a product' })
  @ApiOkResponse({ type: Product, description: 'The product.' })
  @ApiNotFoundResponse({ description: 'There is no such product.' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<Product> {
    return this.#products.find(id);
  }

  @Public()
  @Get(':id/price')
  @ApiOperation({ summary: 'Price a product in a currency' })
  @ApiOkResponse({ type: Price, description: 'The price.' })
  @ApiNotFoundResponse({ description: 'There is no such product.' })
  @ApiServiceUnavailableResponse({
    description: 'The rate is not known right now.',
    headers: { 'Retry-After': { description: 'In seconds.', schema: { type: 'integer' } } },
  })
  price(@Param('id', ParseUUIDPipe) id: string, @Query() { currency }: PriceQuery): Promise<Price> {
    return this.#products.priceIn(id, currency);
  }

  @Roles('ADMINS')
  @Post()
  @ApiOperation({ summary: 'Add a product' })
  @ApiCreatedResponse({ type: Product, description: 'The product as it was added.' })
  @ApiConflictResponse({ description: 'There is a product with this SKU.' })
  add(@Body() product: NewProduct): Promise<Product> {
    return this.#products.add(product);
  }

  @Roles('ADMINS')
  @Post(':id/picture')
  @ApiOperation({ summary: 'Upload a picture of a product' })
  @ApiCreatedResponse({ type: Upload, description: 'Where to send the picture.' })
  @ApiNotFoundResponse({ description: 'There is no such product.' })
  async uploadPicture(@Param('id', ParseUUIDPipe) id: string, @Body() picture: NewPicture): Promise<Upload> {
    await this.#products.find(id);
    return this.#pictures.signUpload(id, picture);
  }

  @Roles('ADMINS')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a product' })
  @ApiNoContentResponse({ description: 'The product is removed.' })
  @ApiNotFoundResponse({ description: 'There is no such product.' })
  @ApiConflictResponse({ description: 'There are orders of this product.' })
  remove(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.#products.remove(id);
  }
}
