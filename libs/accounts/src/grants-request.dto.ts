import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { StandardSchema } from '@lambda-nest/input';

/** What an account may from now on. */
export class GrantsRequest {
  /** Loaded with the first body: no start waits for it. */
  static readonly schema: StandardSchema = {
    '~standard': {
      validate: async (body) => (await import('./check-grants.ts')).checkGrants(body),
    },
  };

  @ApiProperty({
    type: [String],
    maxItems: 100,
    example: ['USERS', 'ADMINS'],
    description: 'All of its groups: those that are not here are taken away.',
  })
  groups!: string[];

  @ApiPropertyOptional({
    type: [String],
    maxItems: 100,
    example: [],
    description: 'All of its scopes; left out, they stay. Cognito gives scopes to app clients alone.',
  })
  scopes?: string[];
}
