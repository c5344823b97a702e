import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

export const DEFAULT_LIMIT = 20;

const LIMITS = Array.from({ length: 50 }, (_, index) => String(index + 1));

/** Which accounts are listed. */
export class AccountSearch {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(254)
  @ApiPropertyOptional({
    example: 'user@example.com',
    minLength: 1,
    maxLength: 254,
    description:
      'Firebase: what e-mail address, name or id hold, in any case. Cognito: what the address begins with.',
  })
  search?: string;

  @IsOptional()
  @IsIn(LIMITS, { message: 'It must be a whole number from 1 to 50.' })
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 50,
    default: DEFAULT_LIMIT,
    example: 20,
    description: 'How many accounts a page has at most.',
  })
  limit?: string;

  @IsOptional()
  @IsString()
  @MaxLength(4096)
  @ApiPropertyOptional({ example: 'MDphYmM', maxLength: 4096, description: '`next` of the page before.' })
  cursor?: string;
}
