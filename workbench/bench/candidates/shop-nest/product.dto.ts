import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { CATEGORIES } from '../shop/database.js';

export class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  limit = 20;

  @IsOptional()
  @IsUUID()
  @ApiPropertyOptional({ format: 'uuid' })
  after?: string;
}

export class NewProduct {
  @Matches(/^[A-Z0-9-]{3,20}$/)
  @ApiProperty()
  sku!: string;

  @IsString()
  @Length(1, 100)
  @ApiProperty()
  name!: string;

  @IsIn(CATEGORIES)
  @ApiProperty({ enum: CATEGORIES })
  category!: (typeof CATEGORIES)[number];

  @IsInt()
  @Min(1)
  @Max(10_000_000)
  @ApiProperty()
  priceCents!: number;

  @IsInt()
  @Min(0)
  @Max(1_000_000)
  @ApiProperty()
  stock!: number;
}

export class ProductQuery extends PageQuery {
  @IsOptional()
  @IsIn(CATEGORIES)
  @ApiPropertyOptional({ enum: CATEGORIES })
  category?: (typeof CATEGORIES)[number];
}

export class PriceQuery {
  @Matches(/^[A-Z]{3}$/)
  @ApiProperty()
  currency!: string;
}

export class NewPicture {
  @IsIn(['image/jpeg', 'image/png', 'image/webp'])
  @ApiProperty()
  contentType!: string;
}
