import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { z } from 'zod';
import { EnvironmentReader } from '../environment.reader.ts';
import { defineEnv } from './define-env.ts';
import { readEnv } from './read-env.ts';

class Env extends defineEnv({
  ORDERS_URL: {
    rule: v.pipe(v.string(), v.url()),
    description: 'Where orders are sent.',
    example: 'https://orders.example.com',
  },
  PAGE_SIZE: {
    rule: z.coerce.number().int().max(100),
    description: 'Orders on a page.',
    example: '20',
    default: '50',
  },
  MAIL_KEY: {
    rule: v.pipe(v.string(), v.startsWith('key-')),
    description: 'For mails.',
    example: 'key-1',
    secret: true,
  },
  COLOUR: { rule: z.enum(['red', 'blue']).optional(), description: 'Of the shop.', example: 'red' },
}) {}

const SET = { ORDERS_URL: 'https://a.example', MAIL_KEY: 'key-secret' };

function read(environment: Record<string, string>): { env: Env; problems: readonly unknown[] } {
  const reader = new EnvironmentReader(environment);
  return { env: readEnv(Env, reader, false), problems: reader.problems };
}

describe('readEnv', () => {
  it('gives the values as their rules do, typed, with defaults', () => {
    const { env, problems } = read({ ...SET, COLOUR: ' blue ' });
    const size: number = env.PAGE_SIZE;
    const colour: 'red' | 'blue' | undefined = env.COLOUR;
    expect(problems).toEqual([]);
    expect([env.ORDERS_URL, size, colour]).toEqual(['https://a.example', 50, 'blue']);
    expect(env).toBeInstanceOf(Env);
  });

  it('leaves a variable unset when its rule takes that', () => {
    expect(read({ ...SET, COLOUR: '' }).env.COLOUR).toBeUndefined();
  });

  it('notes every variable that is missing or wrong, and never its value', () => {
    const { problems } = read({ MAIL_KEY: 'S3CR3T', PAGE_SIZE: '101' });
    expect(problems).toEqual([
      {
        variable: 'ORDERS_URL',
        problem: 'is not set. Where orders are sent. An example is https://orders.example.com',
      },
      { variable: 'PAGE_SIZE', problem: 'breaks its rule. Orders on a page. An example is 20' },
      { variable: 'MAIL_KEY', problem: 'breaks its rule. For mails. Its form is key-1' },
    ]);
  });

  it('gives values that nothing changes later', () => {
    const { env } = read(SET);
    expect(() => Object.assign(env, { PAGE_SIZE: 1 })).toThrow(TypeError);
  });
});

describe('defineEnv', () => {
  it('rejects what cannot be, all of it at once', () => {
    const text = { rule: v.string(), description: 'x', example: 'x' };
    expect(() =>
      defineEnv({
        lower: text,
        AWS_KEY: text,
        NUMBER: { ...text, rule: v.pipe(v.string(), v.digits()), default: 'y' },
        SECRET: { ...text, secret: true, default: 'x' },
      }),
    ).toThrow(
      'The variables are not declared soundly:\n' +
        '  - lower must be made of capital letters, digits and underscores.\n' +
        '  - AWS_KEY is a name that Lambda keeps for itself. Choose another.\n' +
        '  - NUMBER has an example that its rule rejects.\n' +
        '  - NUMBER has a default that its rule rejects.\n' +
        '  - SECRET is secret, and a default would be in the code. Remove it.',
    );
  });

  it('rejects a rule that is asynchronous', () => {
    const rule = v.pipeAsync(
      v.string(),
      v.checkAsync(async () => true),
    );
    expect(() => defineEnv({ SLOW: { rule, description: 'x', example: 'x' } })).toThrow(
      'A rule of a variable must be synchronous.',
    );
  });
});
