import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Account } from './account.dto.ts';

/** A page of accounts. */
export class AccountList {
  @ApiProperty({ type: [Account] })
  accounts!: readonly Account[];

  @ApiPropertyOptional({
    example: 'MDphYmM',
    description: '`cursor` of the next page. A page may be short, or empty, and have one.',
  })
  next?: string;
}
