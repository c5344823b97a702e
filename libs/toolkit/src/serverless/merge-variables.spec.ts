import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { defineEnv } from '@lambda-nest/application/env';
import { mergeVariables } from './merge-variables.ts';
import { findOwnViolations } from './own-parameters.ts';

const text = { description: 'Where orders are.', example: 'postgres://example' };
const { variables: api } = defineEnv({
  DATABASE_URL: { ...text, rule: v.pipe(v.string(), v.startsWith('postgres:')) },
  PAGE_SIZE: {
    description: 'On a page.',
    example: '20',
    rule: v.pipe(v.string(), v.digits()),
    default: '20',
  },
});
const { variables: worker } = defineEnv({
  DATABASE_URL: { ...text, rule: v.pipe(v.string(), v.endsWith('example')) },
  PAGE_SIZE: { description: 'On a page.', example: '20', rule: v.pipe(v.string(), v.digits()) },
});

describe('mergeVariables', () => {
  const { variables, violations } = mergeVariables([api, worker]);
  const violationsOf = (parameters: Record<string, string>) =>
    findOwnViolations(
      variables,
      { databaseUrl: 'postgres://example', pageSize: '5', ...parameters },
      new Set(),
    );

  it('takes a value that passes the rules of all functions that declare the variable', () => {
    expect(violations).toEqual([]);
    expect(violationsOf({})).toEqual([]);
  });

  it.each(['postgres://other', 'mysql://example'])(
    'rejects one that a function would not start with: %s',
    (value) => {
      expect(violationsOf({ databaseUrl: value })).toEqual([
        expect.stringMatching(/^databaseUrl breaks the rule of/),
      ]);
    },
  );

  it('needs a value where one of the functions has no default', () => {
    expect(violationsOf({ pageSize: '' })).toEqual([expect.stringMatching(/^pageSize is missing/)]);
    expect(
      findOwnViolations(mergeVariables([api]).variables, { databaseUrl: 'postgres:a' }, new Set()),
    ).toEqual([]);
  });

  it('rejects a variable that is a secret in one function alone: its parameter says where it is kept, or what it is', () => {
    const { variables: other } = defineEnv({ DATABASE_URL: { ...text, rule: v.string(), secret: true } });
    expect(mergeVariables([api, other]).violations).toEqual([
      'DATABASE_URL is secret in one function and none in another. Declare it once and import it in both src/env.ts.',
    ]);
  });
});
