import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** An account, as administrators see it. */
export class Account {
  @ApiProperty({ example: 'NcpGCnZ9B0cFDqRllYbtTYG8awE2', description: 'The `sub` of its tokens.' })
  id!: string;

  @ApiPropertyOptional({ example: 'user@example.com' })
  email?: string;

  @ApiProperty({ example: true })
  emailVerified!: boolean;

  @ApiPropertyOptional({ example: 'Sam Example' })
  displayName?: string;

  @ApiProperty({ example: false, description: 'A disabled account cannot sign in.' })
  disabled!: boolean;

  @ApiProperty({ type: [String], example: ['USERS'] })
  groups!: readonly string[];

  @ApiProperty({ type: [String], example: [], description: 'Of the account; its tokens may have others.' })
  scopes!: readonly string[];

  @ApiPropertyOptional({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' })
  createdAt?: string;

  @ApiPropertyOptional({ format: 'date-time', example: '2026-01-31T12:00:00.000Z' })
  lastSignInAt?: string;
}
