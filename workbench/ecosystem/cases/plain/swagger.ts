import { Body, Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  ApiExtraModels,
  ApiProperty,
  DocumentBuilder,
  getSchemaPath,
  IntersectionType,
  PartialType,
  SwaggerModule,
  type OpenAPIObject,
} from '@nestjs/swagger';
import { IsInt, IsString } from 'class-validator';
import type { Example } from '../../example.ts';

class Named {
  @ApiProperty({ description: 'Its name.' })
  @IsString()
  name!: string;
}

class Counted {
  @ApiProperty({ minimum: 0 })
  @IsInt()
  count!: number;
}

class Item extends IntersectionType(Named, Counted) {}

class Change extends PartialType(Item) {}

let document: OpenAPIObject | undefined;

@ApiExtraModels(Change)
@Controller('items')
class ItemsController {
  @Get('document')
  document(): unknown {
    return { path: getSchemaPath(Change), schemas: document?.components?.schemas, paths: document?.paths };
  }

  @Post()
  @HttpCode(200)
  change(@Body() change: Change): object {
    return change;
  }
}

@Module({ controllers: [ItemsController] })
class ItemsModule {
  static configureApp(app: NestExpressApplication): void {
    document = SwaggerModule.createDocument(app, new DocumentBuilder().setTitle('Items').build());
    SwaggerModule.setup('docs', app, document);
  }
}

export const example: Example = {
  packages: ['@nestjs/swagger'],
  tried: 'its own page and its assets, in Nest alone',
  module: ItemsModule,
  requests: [
    { path: '/items/document' },
    { path: '/docs' },
    { path: '/docs/swagger-ui.css' },
    { path: '/docs-json' },
  ],
};
