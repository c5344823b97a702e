import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { EnvironmentReader } from '../environment.reader.ts';
import { defineEnv } from './define-env.ts';
import { readEnv } from './read-env.ts';

class Env extends defineEnv({
  MAIL_KEY: {
    rule: v.pipe(v.string(), v.startsWith('key-'), v.toUpperCase()),
    description: 'For mails.',
    example: 'key-1',
    secret: 'run',
  },
}) {}

const read = (MAIL_KEY: string | undefined, deployed: boolean) => {
  const reader = new EnvironmentReader({ MAIL_KEY });
  return { env: readEnv(Env, reader, deployed), problems: reader.problems };
};

describe('a secret that is read at run time', () => {
  it('is its value on a laptop, as its rule gives it', async () => {
    const { env, problems } = read('key-local', false);
    expect(problems).toEqual([]);
    const value: string = await env.MAIL_KEY.get();
    expect(value).toBe('KEY-LOCAL');
  });

  it.each(['ssm:/my-api/dev/mail', 'secretsmanager:my-api/dev', 'secretsmanager:my-api/dev:mail'])(
    'is said by where it is kept when deployed, and not read yet: %s',
    (reference) => {
      expect(read(reference, true).problems).toEqual([]);
    },
  );

  it('is rejected at start when a deployed function has its value', () => {
    expect(read('key-value', true).problems).toEqual([
      {
        variable: 'MAIL_KEY',
        problem:
          'must say where the secret is kept, ssm:/<name> or secretsmanager:<name>[:<key>], and never hold it.',
      },
    ]);
  });

  it.each([
    [undefined, true, 'is not set. For mails. Its form is key-1'],
    ['other', false, 'breaks its rule. For mails. Its form is key-1'],
  ])('is checked at start as far as it is there: %s', (value, deployed, problem) => {
    expect(read(value, deployed).problems).toEqual([{ variable: 'MAIL_KEY', problem }]);
  });
});
