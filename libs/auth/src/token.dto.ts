import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** What signing in gives: Google's own fields, and those of RFC 6749 §5.1 beside them. */
export class Token {
  @ApiPropertyOptional({ example: 'identitytoolkit#VerifyPasswordResponse' })
  kind?: string;

  @ApiPropertyOptional({ example: 'NcpGCnZ9B0cFDqRllYbtTYG8awE2', description: 'Id of the account.' })
  localId?: string;

  @ApiPropertyOptional({ example: 'user@example.com' })
  email?: string;

  @ApiPropertyOptional({ example: 'Sam Example' })
  displayName?: string;

  @ApiPropertyOptional({ example: true })
  registered?: boolean;

  @ApiProperty({ example: 'AMf-vBx…', description: 'The same as `refresh_token`.' })
  refreshToken!: string;

  @ApiProperty({ example: '3600', description: 'The same as `expires_in`, as text.' })
  expiresIn!: string;

  @ApiProperty({
    example: 'eyJhbGciOiJSUzI1NiIsImtpZCI6…',
    description: 'Bearer token for the other routes.',
  })
  access_token!: string;

  @ApiProperty({ enum: ['bearer'], example: 'bearer' })
  token_type!: 'bearer';

  @ApiProperty({ type: 'integer', example: 3600, description: 'Seconds until the access token expires.' })
  expires_in!: number;

  @ApiProperty({ example: 'AMf-vBx…', description: 'For the `refresh_token` grant.' })
  refresh_token!: string;
}
