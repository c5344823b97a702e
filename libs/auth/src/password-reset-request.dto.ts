import { ApiProperty } from '@nestjs/swagger';
import type { StandardSchema } from '@lambda-nest/input';

/** Whose password is to be set anew. */
export class PasswordResetRequest {
  /** Loaded with the first body: no start waits for it. */
  static readonly schema: StandardSchema = {
    '~standard': {
      validate: async (body) => (await import('./check-credentials.ts')).checkCredentials(body, ['email']),
    },
  };

  @ApiProperty({ example: 'user@example.com', minLength: 3, maxLength: 254 })
  email!: string;
}
