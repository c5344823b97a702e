import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDefined,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { STATUSES } from '../shop/database.js';
import { PageQuery } from './product.dto.js';

export class AddressDto {
  @IsString()
  @Length(1, 200)
  @ApiProperty()
  street!: string;

  @IsString()
  @Length(1, 100)
  @ApiProperty()
  city!: string;

  @IsString()
  @Length(1, 16)
  @ApiProperty()
  postcode!: string;

  @IsISO31661Alpha2()
  @ApiProperty()
  country!: string;
}

export class NewOrderItem {
  @IsUUID()
  @ApiProperty()
  productId!: string;

  @IsInt()
  @Min(1)
  @Max(1000)
  @ApiProperty()
  quantity!: number;
}

export class NewOrder {
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => NewOrderItem)
  @ApiProperty({ type: [NewOrderItem] })
  items!: NewOrderItem[];

  @IsDefined()
  @ValidateNested()
  @Type(() => AddressDto)
  @ApiProperty()
  address!: AddressDto;
}

export class OrderQuery extends PageQuery {
  @IsOptional()
  @IsIn(STATUSES)
  @ApiPropertyOptional({ enum: STATUSES })
  status?: (typeof STATUSES)[number];
}
