import { describe, expect, it } from '@jest/globals';
import type { Issue, SchemaResult } from './standard-schema.ts';
import { issueViolations, validateSchema } from './validate-schema.ts';

const schemaThat = (validate: (value: unknown) => SchemaResult | Promise<SchemaResult>) => ({
  '~standard': { validate },
});

describe('validateSchema', () => {
  it.each([
    ['at once', (value: unknown) => ({ value: { read: value } })],
    ['later', (value: unknown) => Promise.resolve({ value: { read: value } })],
  ])('gives what the schema makes of a value, %s', async (_when, validate) => {
    expect(await validateSchema({ a: 1 }, schemaThat(validate))).toEqual({ read: { a: 1 } });
  });

  it('throws what the schema finds wrong, with the name of the parameter before it', async () => {
    const schema = schemaThat(() => ({ issues: [{ message: 'Too small.', path: ['size'] }] }));
    await expect(validateSchema({ size: 1 }, schema, 'box')).rejects.toMatchObject({
      body: {
        status: 400,
        detail: 'The input is not valid.',
        errors: [{ field: 'box.size', detail: 'Too small.' }],
      },
    });
  });
});

describe('what a schema finds wrong', () => {
  const value = { title: 'CANARY', count: 7, 'na me': 1, items: [{ id: 'x' }], nothing: null };

  it.each<[string, Issue, string | undefined, object]>([
    [
      'has its words',
      { message: 'Too long.', path: ['title'] },
      undefined,
      { name: 'title', detail: 'Too long.' },
    ],
    ['of the whole has no name', { message: 'No order.' }, undefined, { detail: 'No order.' }],
    [
      'of a whole parameter has its name',
      { message: 'No order.', path: [] },
      'order',
      { name: 'order', detail: 'No order.' },
    ],
    [
      'lies in what lists and segments lead to',
      { message: 'Unknown.', path: [{ key: 'items' }, 0, { key: 'id' }] },
      'order',
      { name: 'order.items.0.id', detail: 'Unknown.' },
    ],
    [
      'was not sent',
      { message: 'Expected string.', path: ['other'] },
      undefined,
      { name: 'other', detail: 'It is required.' },
    ],
    [
      'was not sent, deeper',
      { message: 'x', path: ['items', 1, 'id'] },
      undefined,
      { name: 'items.1.id', detail: 'It is required.' },
    ],
    [
      'is null',
      { message: 'Expected string.', path: ['nothing'] },
      undefined,
      { name: 'nothing', detail: 'Expected string.' },
    ],
    [
      'repeats a text',
      { message: 'got "CANARY"', path: ['title'] },
      undefined,
      { name: 'title', detail: 'It is not valid.' },
    ],
    [
      'repeats it in other marks',
      { message: "got 'CANARY'", path: ['title'] },
      undefined,
      { name: 'title', detail: 'It is not valid.' },
    ],
    [
      'repeats it in code',
      { message: 'got `CANARY`', path: ['title'] },
      undefined,
      { name: 'title', detail: 'It is not valid.' },
    ],
    [
      'says the word, and not what was sent',
      { message: 'A CANARY sings.', path: ['title'] },
      undefined,
      { name: 'title', detail: 'A CANARY sings.' },
    ],
    [
      'repeats a number',
      { message: 'got 7', path: ['count'] },
      undefined,
      { name: 'count', detail: 'It is not valid.' },
    ],
    [
      'repeats nothing',
      { message: 'got null', path: ['nothing'] },
      undefined,
      { name: 'nothing', detail: 'It is not valid.' },
    ],
    [
      'repeats a name that the caller made up',
      { message: 'got "na me"' },
      undefined,
      { detail: 'It is not valid.' },
    ],
    [
      'repeats it of the member itself',
      { message: 'No "na me" here.', path: ['na me'] },
      undefined,
      { name: 'na me', detail: 'It is not valid.' },
    ],
    ['says a name that is one', { message: 'No "title" here.' }, undefined, { detail: 'No "title" here.' }],
    [
      'says the name of the member',
      { message: 'No "count" here.', path: ['count'] },
      undefined,
      { name: 'count', detail: 'No "count" here.' },
    ],
  ])('%s', (_what, issue, name, violation) => {
    expect(issueViolations([issue], value, name)).toEqual([violation]);
  });

  it('is repeated by no text that is empty', () => {
    expect(issueViolations([{ message: 'Say "" never.', path: ['a'] }], { a: '' })).toEqual([
      { name: 'a', detail: 'Say "" never.' },
    ]);
  });

  it('is escaped like JSON, and still repeats', () => {
    const sent = 'a"b\n';
    expect(issueViolations([{ message: `got ${JSON.stringify(sent)}`, path: ['a'] }], { a: sent })).toEqual([
      { name: 'a', detail: 'It is not valid.' },
    ]);
  });

  it('is every member that it does not know', () => {
    expect(
      issueViolations(
        [{ message: 'Unrecognized keys', keys: ['x', 'y'], path: ['items', 0] }],
        value,
        'order',
      ),
    ).toEqual([
      { name: 'order.items.0.x', detail: 'It is not known here.' },
      { name: 'order.items.0.y', detail: 'It is not known here.' },
    ]);
    expect(issueViolations([{ message: 'Unrecognized.', keys: [] }], value)).toEqual([
      { detail: 'Unrecognized.' },
    ]);
  });

  it('is found among own members alone', () => {
    expect(issueViolations([{ message: 'x', path: ['toString'] }], {})).toEqual([
      { name: 'toString', detail: 'It is required.' },
    ]);
  });
});
