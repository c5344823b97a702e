import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { CATEGORIES } from '../../../../libs/database/schema.ts';
import { Text } from '../requests/text.decorator.ts';
import { PageQuery } from '../pages/page.ts';

export type Category = (typeof CATEGORIES)[number];

export class NewProduct {
  @Matches(/^[A-Z0-9-]{3,20}$/)
  @ApiProperty({ pattern: '^[A-Z0-9-]{3,20}$', example: 'HAMMER-1' })
  sku!: string;

  @Text(100, 'Hammer')
  name!: string;

  @IsIn(CATEGORIES)
  @ApiProperty({ enum: CATEGORIES, enumName: 'Category', example: 'tools' })
  category!: Category;

  @IsInt()
  @Min(1)
  @Max(10_000_000)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 10_000_000, example: 1999 })
  priceCents!: number;

  @IsInt()
  @Min(0)
  @Max(1_000_000)
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 1_000_000, example: 10 })
  stock!: number;
}

export class Product extends NewProduct {
  @ApiProperty({ format: 'uuid' })
  id!: string;
}

export class ProductPage {
  @ApiProperty({ type: [Product] })
  items!: Product[];

  @ApiPropertyOptional({ format: 'uuid', description: 'Ask for it as `after`; absent on the last page.' })
  next?: string;
}

export class ProductQuery extends PageQuery {
  @IsOptional()
  @IsIn(CATEGORIES)
  @ApiPropertyOptional({ enum: CATEGORIES, enumName: 'Category' })
  category?: Category;
}
