import { ApiProperty } from '@nestjs/swagger';

export class Me {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Claims of the token with the types they have in it: arrays stay arrays, numbers numbers.',
    example: {
      iss: 'https://securetoken.google.com/demo-local',
      aud: 'demo-local',
      sub: 'NcpGCnZ9B0cFDqRllYbtTYG8awE2',
      email: 'user@example.com',
      email_verified: true,
      groups: ['USERS'],
      iat: 1635015339,
      exp: 1635018939,
    },
  })
  claims!: Readonly<Record<string, unknown>>;
}
