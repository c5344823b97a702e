import { describe, expect, it } from '@jest/globals';
import { checkCredentials } from './check-credentials.ts';

describe('checkCredentials', () => {
  it('takes just the members that are asked for', () => {
    const body = { email: 'a@b', password: '12345678' };
    expect(checkCredentials(body, ['email', 'password'])).toEqual({ value: body });
  });

  it.each<[string, unknown, string, string]>([
    ['no body', undefined, 'email', 'It must be a text of 3 to 254 characters.'],
    ['an empty address', { email: '' }, 'email', 'It must be a text of 3 to 254 characters.'],
    ['a list', { email: ['a@b.c'] }, 'email', 'It must be a text of 3 to 254 characters.'],
    ['another member', { email: 'a@b', password: '12345678' }, 'password', 'It is not known here.'],
  ])('rejects %s', (_what, body, field, message) => {
    expect(checkCredentials(body, ['email'])).toEqual({ issues: [{ message, path: [field] }] });
  });
});
