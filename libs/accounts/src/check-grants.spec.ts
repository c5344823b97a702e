import { describe, expect, it } from '@jest/globals';
import { checkGrants } from './check-grants.ts';

const LIST = 'It must be a list of at most 100 names.';

describe('checkGrants', () => {
  it.each([{ groups: [] }, { groups: ['A'], scopes: ['b'] }, { groups: Array(100).fill('A') }])(
    'takes %j as it is',
    (body) => {
      expect(checkGrants(body)).toEqual({ value: body });
    },
  );

  it.each<[string, unknown, string, string]>([
    ['no body', undefined, 'groups', 'It must be an object.'],
    ['a list', [], 'groups', 'It must be an object.'],
    ['no groups', {}, 'groups', LIST],
    ['groups as text', { groups: '' }, 'groups', LIST],
    ['a group that is no text', { groups: [1] }, 'groups', LIST],
    ['a long name', { groups: ['x'.repeat(129)] }, 'groups', LIST],
    ['too many', { groups: Array(101).fill('A') }, 'groups', LIST],
    ['null for scopes', { groups: [], scopes: null }, 'scopes', LIST],
    ['another member', { groups: [], disabled: true }, 'disabled', 'It is not known here.'],
    ['what only the prototype has', Object.create({ groups: [] }), 'groups', LIST],
  ])('rejects %s', (_what, body, field, message) => {
    expect(checkGrants(body)).toEqual({ issues: [{ message, path: [field] }] });
  });
});
