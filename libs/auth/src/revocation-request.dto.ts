import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** Form of RFC 7009 §2.1. Other parameters, client credentials included, are ignored. */
export class RevocationRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(16_384)
  @ApiProperty({ example: 'AMf-vBx…', maxLength: 16_384, description: 'A refresh token or an access token.' })
  token!: string;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  @ApiPropertyOptional({
    example: 'refresh_token',
    maxLength: 64,
    description: 'What the token is. Not needed: both kinds are tried.',
  })
  token_type_hint?: string;
}
