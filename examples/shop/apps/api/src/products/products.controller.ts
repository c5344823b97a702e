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
  ApiTags,
} from '@nestjs/swagger';
import { Public, Roles } from '@lambda-nest/access';
import { NewProduct, Product, ProductPage, ProductQuery } from './product.dto.ts';
import { ProductsService } from './products.service.ts';

@ApiTags('Products')
@Controller('v1/products')
export class ProductsController {
  readonly #products: ProductsService;

  constructor(@Inject(ProductsService) products: ProductsService) {
    this.#products = products;
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

  @Roles('ADMINS')
  @Post()
  @ApiOperation({ summary: 'Add a product' })
  @ApiCreatedResponse({ type: Product, description: 'The product as it was added.' })
  @ApiConflictResponse({ description: 'There is a product with this SKU.' })
  add(@Body() product: NewProduct): Promise<Product> {
    return this.#products.add(product);
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
