import { ApiProperty } from '@nestjs/swagger';
import { IsISO4217CurrencyCode } from 'class-validator';

export class PriceQuery {
  @IsISO4217CurrencyCode()
  @ApiProperty({ pattern: '^[A-Z]{3}$', example: 'USD', description: 'ISO 4217.' })
  currency!: string;
}

export class Price {
  @ApiProperty({ pattern: '^[A-Z]{3}$', example: 'USD' })
  currency!: string;

  @ApiProperty({ type: 'integer', minimum: 0, example: 2159, description: 'In hundredths.' })
  amount!: number;
}
