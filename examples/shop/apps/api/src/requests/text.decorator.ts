import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';

/** A text of one line, as the database keeps it: PostgreSQL takes no NUL, and the other control characters are not typed. */
export function Text(maxLength: number, example: string): PropertyDecorator {
  return applyDecorators(
    IsString(),
    Length(1, maxLength),
    Matches(/^\P{Cc}*$/u, { message: 'It must have no control characters.' }),
    ApiProperty({ minLength: 1, maxLength, pattern: '^\\P{Cc}*$', example }),
  );
}
