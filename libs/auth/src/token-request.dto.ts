import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

export const GRANT_TYPES = ['password', 'refresh_token'] as const;

const isRefresh = ({ grant_type }: TokenRequest): boolean => grant_type === 'refresh_token';
const isPassword = (request: TokenRequest): boolean => !isRefresh(request);

/** Form of RFC 6749 §4.3.2 and §6. Other parameters, client credentials included, are ignored. */
export class TokenRequest {
  @IsOptional()
  @IsIn(GRANT_TYPES)
  @ApiPropertyOptional({ enum: GRANT_TYPES, default: 'password', example: 'password' })
  grant_type?: (typeof GRANT_TYPES)[number];

  @ValidateIf(isPassword)
  @IsString()
  @IsNotEmpty()
  @MaxLength(254)
  @ApiPropertyOptional({
    example: 'user@example.com',
    maxLength: 254,
    description: 'E-mail address; for `password`.',
  })
  username?: string;

  @ValidateIf(isPassword)
  @IsString()
  @IsNotEmpty()
  @MaxLength(4096)
  @ApiPropertyOptional({
    example: 'password',
    format: 'password',
    maxLength: 4096,
    description: 'For `password`.',
  })
  password?: string;

  @ValidateIf(isRefresh)
  @IsString()
  @IsNotEmpty()
  @MaxLength(4096)
  @ApiPropertyOptional({ example: 'AMf-vBx…', maxLength: 4096, description: 'For `refresh_token`.' })
  refresh_token?: string;
}
