import { ApiProperty } from '@nestjs/swagger';
import type { StandardSchema } from '@lambda-nest/input';

/** An account that a caller wants. Nothing of it says what the account may. */
export class SignUpRequest {
  /** Loaded with the first body: no start waits for it. */
  static readonly schema: StandardSchema = {
    '~standard': {
      validate: async (body) =>
        (await import('./check-credentials.ts')).checkCredentials(body, ['email', 'password']),
    },
  };

  @ApiProperty({ example: 'user@example.com', minLength: 3, maxLength: 254 })
  email!: string;

  @ApiProperty({ example: 'correct horse battery', format: 'password', minLength: 8, maxLength: 4096 })
  password!: string;
}
