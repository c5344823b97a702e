import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Whose account. */
export class AccountPath {
  @IsString()
  @IsNotEmpty()
  @MaxLength(128)
  @ApiProperty({
    example: 'NcpGCnZ9B0cFDqRllYbtTYG8awE2',
    minLength: 1,
    maxLength: 128,
    description: 'Of the account.',
  })
  id!: string;
}
