import { ApiProperty } from '@nestjs/swagger';

export class Sale {
  @ApiProperty({ example: 'HAMMER-1' })
  sku!: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'How many were ordered.' })
  quantity!: number;

  @ApiProperty({ type: 'integer', minimum: 1 })
  revenueCents!: number;
}
