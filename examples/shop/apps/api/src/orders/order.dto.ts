import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { STATUSES } from '../../../../libs/database/schema.ts';
import { Text } from '../requests/text.decorator.ts';
import { PageQuery } from '../pages/page.ts';

export type OrderStatus = (typeof STATUSES)[number];

export class Address {
  @Text(200, '1 Main Street')
  street!: string;

  @Text(100, 'Dublin')
  city!: string;

  @Text(16, 'D01 F5P2')
  postcode!: string;

  @IsISO31661Alpha2()
  @ApiProperty({ pattern: '^[A-Z]{2}$', example: 'IE', description: 'ISO 3166-1 alpha-2.' })
  country!: string;
}

export class NewOrderItem {
  @IsUUID()
  @ApiProperty({ format: 'uuid' })
  productId!: string;

  @IsInt()
  @Min(1)
  @Max(1000)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1000, example: 2 })
  quantity!: number;
}

export class NewOrder {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique((item: NewOrderItem) => item.productId)
  @ValidateNested({ each: true })
  @Type(() => NewOrderItem)
  @ApiProperty({ type: [NewOrderItem], minItems: 1, maxItems: 50, description: 'Each product once.' })
  items!: NewOrderItem[];

  // Without it an order without an address would be as good as one with a valid one.
  @IsDefined()
  @ValidateNested()
  @Type(() => Address)
  @ApiProperty({ type: Address })
  address!: Address;
}

export class OrderItem extends NewOrderItem {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'What one cost when the order was placed.' })
  priceCents!: number;
}

export class OrderSummary {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: STATUSES, enumName: 'OrderStatus' })
  status!: OrderStatus;

  @ApiProperty({ format: 'date-time' })
  placedAt!: string;
}

export class Order extends OrderSummary {
  @ApiProperty({ type: [OrderItem] })
  items!: OrderItem[];

  @ApiProperty({ type: Address })
  address!: Address;

  @ApiProperty({ type: 'integer', minimum: 1 })
  totalCents!: number;
}

export class OrderPage {
  @ApiProperty({ type: [OrderSummary] })
  items!: OrderSummary[];

  @ApiPropertyOptional({ format: 'uuid', description: 'Ask for it as `after`; absent on the last page.' })
  next?: string;
}

export class OrderQuery extends PageQuery {
  @IsOptional()
  @IsIn(STATUSES)
  @ApiPropertyOptional({ enum: STATUSES, enumName: 'OrderStatus' })
  status?: OrderStatus;
}
