import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findBreakingChanges } from './find-breaking-changes.ts';

/** What stands at a place of the document instead; `undefined` takes it away. */
type Edits = Readonly<Record<string, unknown>>;

const text = readFileSync('infra/generated/openapi.json', 'utf8');

function changesBy(edits: Edits): readonly string[] {
  const after = JSON.parse(text) as Record<string, unknown>;
  for (const [place, value] of Object.entries(edits)) put(after, place.split(' '), value);
  return findBreakingChanges(JSON.parse(text) as never, after as never);
}

function put(document: Record<string, unknown>, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length > 0) put(document[name] as Record<string, unknown>, rest, value);
  else if (value === undefined) delete document[name];
  else document[name] = value;
}

const HEALTH = 'paths /manage/hc get';
const OK = `${HEALTH} responses 200 content application/json schema`;
const SCHEMAS = 'components schemas';
const kinds = ['public', 'signed-in', 'restricted'];
const query = { name: 'a', in: 'query', schema: { type: 'string' } };

describe('findBreakingChanges', () => {
  it.each<[what: string, edits: Edits, changes: string[]]>([
    ['an operation is gone', { 'paths /manage/hc': undefined }, [`remove ${HEALTH}`]],
    ['a status is gone', { [`${HEALTH} responses 429`]: undefined }, [`remove ${HEALTH} responses 429`]],
    [
      'a response has a member less',
      { [`${SCHEMAS} Health properties uptime`]: undefined },
      [`remove ${OK} properties uptime`],
    ],
    [
      'a response may leave a member out',
      { [`${SCHEMAS} Health required`]: ['status', 'version'] },
      [`remove ${OK} required 2`],
    ],
    [
      'a response has a member of another type',
      { [`${SCHEMAS} Health properties uptime type`]: 'string' },
      [`replace ${OK} properties uptime type`],
    ],
    [
      'a response has a value that there was not',
      { [`${SCHEMAS} EndpointAccess properties kind enum`]: [...kinds, 'other'] },
      [
        'add paths /admin/endpoints get responses 200 content application/json schema items properties access properties kind enum 3',
      ],
    ],
    [
      'a parameter is asked for',
      { [`${HEALTH} parameters`]: [{ ...query, required: true }] },
      [`add ${HEALTH} parameters 0`],
    ],
    [
      'a media type is not taken any more',
      { 'paths /auth/token post requestBody content multipart/form-data': undefined },
      ['remove paths /auth/token post requestBody content multipart/form-data'],
    ],
    ['the API is elsewhere', { 'servers 0 url': '../v2' }, ['replace servers 0 url']],
    [
      'an operation wants a token',
      { [`${HEALTH} security`]: [{ bearer: [] }], [`${HEALTH} x-access`]: { kind: 'signed-in' } },
      [`add ${HEALTH} security 0`, 'narrow access to GET /manage/hc'],
    ],
    [
      'a role may not call any more',
      { 'paths /users/whoami get x-access roles': ['ADMINS'] },
      ['narrow access to GET /users/whoami'],
    ],
  ])('finds that %s', (_what, edits, changes) => {
    expect(changesBy(edits)).toEqual(changes);
  });

  it.each<[what: string, edits: Edits]>([
    ['is the same', {}],
    ['has an operation more', { 'paths /more': { get: { responses: { 200: { description: 'More.' } } } } }],
    ['answers a member more', { [`${SCHEMAS} Health properties more`]: { type: 'string' } }],
    ['answers a status more', { [`${HEALTH} responses 409`]: { description: 'Busy.' } }],
    ['takes longer values', { [`${SCHEMAS} TokenRequest properties username maxLength`]: 320 }],
    ['takes a parameter that may be left out', { [`${HEALTH} parameters`]: [query] }],
    ['has other words', { 'info description': 'Other words.', [`${HEALTH} summary`]: 'Other words' }],
    ['has another example', { [`${SCHEMAS} Health properties uptime example`]: 7 }],
    ['lets more callers in', { 'paths /admin/endpoints get x-access roles': ['USERS', 'ADMINS'] }],
    [
      'calls a schema something else',
      {
        [`${SCHEMAS} Alive`]: (JSON.parse(text) as { components: { schemas: { Health: object } } }).components
          .schemas.Health,
        [`${SCHEMAS} Health`]: undefined,
        [`${OK} $ref`]: '#/components/schemas/Alive',
      },
    ],
  ])('finds nothing when the document %s', (_what, edits) => {
    expect(changesBy(edits)).toEqual([]);
  });
});
