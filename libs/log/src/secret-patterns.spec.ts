import { describe, expect, it } from '@jest/globals';
import { measureCost } from '@lambda-nest/testing';
import { SECRET_PATTERNS } from './secret-patterns.ts';

/** What makes patterns that repeat what repeats start over and over. */
const HOSTILE = [
  'eyJ',
  '-eyJa',
  'eyJaaaaa',
  'eyJaaaaa.',
  'Bearer ',
  'Bearer Bearer',
  'authorization:',
  'cookie=',
  '"password":"\\',
  'password',
  'password"',
  'password: ',
  'secretaccesskey',
  'x-api-',
  'x-a-',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  'A PRIVATE KEY-----',
  'AIza',
  'ya29.',
  '?key=',
  '&a_',
  '?x-amz-',
  'a://b:',
  'a.a.',
  'a://',
  'https://a:b',
  '@:',
  'AKIA',
  'ghp_',
  ' ',
  '\\',
  ':',
];

const LENGTH = 131_072;
const LIMIT_MS = 250;

describe('a pattern of secrets', () => {
  it.each(SECRET_PATTERNS.map((pattern) => [pattern.source.slice(0, 40), pattern]))(
    'looks through 128 KiB of what was made to stop it: %s',
    async (_source, pattern) => {
      for (const text of HOSTILE) {
        const whole = text.repeat(Math.ceil(LENGTH / text.length));
        const ms = await measureCost(LIMIT_MS, () => whole.replace(pattern as RegExp, ''));
        expect([text, ms < LIMIT_MS]).toEqual([text, true]);
      }
    },
  );
});
