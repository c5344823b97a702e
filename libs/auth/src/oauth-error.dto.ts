import { ApiProperty } from '@nestjs/swagger';

/** RFC 6749 §5.2, with the members of this API's other errors beside. */
export class OAuthError {
  @ApiProperty({
    enum: ['invalid_request', 'invalid_grant', 'unsupported_grant_type', 'mfa_required'],
    example: 'invalid_grant',
    description:
      '`mfa_required`: the password is right, and the account has a second factor, which is not taken here.',
  })
  error!: string;

  @ApiProperty({ example: 'The username or password is not right, or the account may not sign in.' })
  error_description!: string;

  @ApiProperty({ example: 'Bad Request' })
  title!: string;

  @ApiProperty({ type: 'integer', example: 400 })
  status!: number;

  @ApiProperty({ example: 'The username or password is not right, or the account may not sign in.' })
  detail!: string;

  @ApiProperty({ example: '400004' })
  code!: string;
}
