import { describe, expect, it } from '@jest/globals';
import { parseCallers, secretsOf } from './checked-caller.ts';

const ACCOUNT = { name: 'administrator', roles: ['ADMINS'], username: 'a@example.com', password: 'p-1' };
const ENDPOINT = {
  name: 'reports',
  scopes: ['orders:read'],
  tokenUrl: 'https://login.example.com/token',
  form: { grant_type: 'client_credentials', client_id: 'c', client_secret: 's-1', scope: 'orders:read' },
};

const parse = (...callers: readonly unknown[]) => parseCallers(JSON.stringify(callers));

describe('parseCallers', () => {
  it('reads an account that signs in at the version, and a client of a token endpoint', () => {
    const { form, tokenUrl } = ENDPOINT;
    expect(parse(ACCOUNT, ENDPOINT)).toEqual({
      problems: [],
      callers: [
        {
          name: 'administrator',
          roles: ['ADMINS'],
          scopes: [],
          source: { kind: 'account', username: 'a@example.com', password: 'p-1' },
        },
        {
          name: 'reports',
          roles: [],
          scopes: ['orders:read'],
          source: { kind: 'endpoint', tokenUrl, form, member: 'access_token' },
        },
      ],
    });
  });

  it('reads a client that proves itself by HTTP Basic, and which token of the reply counts', () => {
    const { callers } = parse({ ...ENDPOINT, clientId: 'c', clientSecret: 's-2', token: 'id_token' });
    expect(callers[0]?.source).toMatchObject({ client: { id: 'c', secret: 's-2' }, member: 'id_token' });
  });

  it.each([
    ['no JSON', 'hunter2'],
    ['an object', JSON.stringify(ACCOUNT)],
    ['nobody', '[]'],
    ['too many', JSON.stringify(Array.from({ length: 11 }, () => ACCOUNT))],
  ])('rejects %s', (_what, text) => {
    expect(parseCallers(text)).toEqual({
      callers: [],
      problems: ['The secret of releaseCallers is no JSON array of 1 to 10 callers.'],
    });
  });

  it.each<[object | string, string]>([
    ['text', 'is no object'],
    [
      { ...ACCOUNT, role: 'ADMINS' },
      'has a member that is none of name, roles, scopes, username, password, tokenUrl, form, clientId, clientSecret, token',
    ],
    [{ ...ACCOUNT, name: 'a\nb' }, 'has no name of 1 to 64 letters, digits, spaces and _ . : / @ -'],
    [{ ...ACCOUNT, roles: 'ADMINS' }, 'has roles that are no list of names'],
    [{ ...ACCOUNT, scopes: ['a b'] }, 'has scopes that are no list of names'],
    [
      { ...ACCOUNT, password: undefined },
      'has neither username and password, to sign in with at the version, nor tokenUrl and form',
    ],
    [
      { ...ACCOUNT, token: 'id_token' },
      'signs in at the version, where form, clientId, clientSecret and token mean nothing',
    ],
    [{ ...ENDPOINT, username: 'a' }, 'has tokenUrl beside username or password: put these into form'],
    [{ ...ENDPOINT, tokenUrl: 'http://login.example.com/token' }, 'has a tokenUrl that is no https URL'],
    [{ ...ENDPOINT, tokenUrl: 'https://a:b@login.example.com/' }, 'has a tokenUrl that is no https URL'],
    [{ ...ENDPOINT, form: { client_id: 'c' } }, 'has no form of texts with a grant_type'],
    [{ ...ENDPOINT, clientId: 'c' }, 'has one of clientId and clientSecret alone'],
    [{ ...ENDPOINT, token: 'refresh_token' }, 'has a token that is neither access_token nor id_token'],
  ])('rejects %j', (caller, violation) => {
    expect(parse(caller).problems).toEqual([`Caller 1 of the secret of releaseCallers ${violation}.`]);
  });

  it('rejects two of one name', () => {
    expect(parse(ACCOUNT, ACCOUNT).problems).toEqual([
      'Two callers of the secret of releaseCallers have one name.',
    ]);
  });

  it('takes a token endpoint of a laptop without a certificate', () => {
    expect(parse({ ...ENDPOINT, tokenUrl: 'http://127.0.0.1:9099/token' }).problems).toEqual([]);
  });
});

describe('secretsOf', () => {
  it('are passwords, and everything of a form that is not known to be none', () => {
    const { callers } = parse(ACCOUNT, { ...ENDPOINT, clientId: 'c', clientSecret: 's-2' });
    expect(callers.flatMap(secretsOf)).toEqual(['p-1', 's-1', 's-2']);
  });
});
