import { describe, expect, it } from '@jest/globals';
import { readBearerToken } from './read-bearer-token.ts';

const TOKEN = 'aaa.bbb.ccc';

function request(...values: string[]) {
  const rawHeaders = values.flatMap((value) => ['Authorization', value]);
  return { rawHeaders, headers: values[0] === undefined ? {} : { authorization: values[0] } };
}

describe('readBearerToken', () => {
  it('finds nothing when there is no header', () => {
    expect(readBearerToken(request())).toEqual({ kind: 'none' });
  });

  it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`])('reads %s', (value) => {
    expect(readBearerToken(request(value))).toEqual({ kind: 'token', token: TOKEN });
  });

  it.each([
    ['a bare JWT', TOKEN],
    ['another scheme', 'Basic dTpw'],
    ['no token', 'Bearer'],
    ['an empty token', 'Bearer '],
    ['two spaces', `Bearer  ${TOKEN}`],
    ['white space inside', 'Bearer aaa. bbb.ccc'],
    ['white space behind', `Bearer ${TOKEN} `],
    ['two segments', 'Bearer aaa.bbb'],
    ['an empty signature', 'Bearer aaa.bbb.'],
    ['padding', 'Bearer aaa.bbb.cc=='],
    ['two values joined by a comma', `Bearer ${TOKEN},Bearer ${TOKEN}`],
    ['an empty header', ''],
  ])('does not guess about %s', (_case, value) => {
    expect(readBearerToken(request(value))).toEqual({ kind: 'malformed' });
  });

  it('counts headers of that name alone, not what others hold', () => {
    const rawHeaders = [
      'x-a',
      'authorization',
      'Authorization',
      `Bearer ${TOKEN}`,
      'host',
      'a',
      'accept',
      'b',
    ];
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect(readBearerToken({ rawHeaders, headers })).toEqual({ kind: 'token', token: TOKEN });
  });

  it('does not guess which of two headers is meant', () => {
    expect(readBearerToken(request(`Bearer ${TOKEN}`, 'Bearer x.y.z'))).toEqual({ kind: 'malformed' });
  });
});
