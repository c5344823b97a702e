import { describe, expect, it } from '@jest/globals';
import { keepIssuer } from './keep-issuer.ts';

const STARTED = { JWT_ISSUER: 'https://login.example.com/a', LOG_LEVEL: 'warn' };

describe('keepIssuer', () => {
  it('takes over what the identity provider does not depend on', () => {
    const keep = keepIssuer(STARTED, () => {});
    const now = { ...STARTED, LOG_LEVEL: 'debug', ORDERS_URL: 'http://localhost' };
    expect(keep(now)).toEqual(now);
  });

  it('keeps what it depends on, be it changed, added or removed', () => {
    const keep = keepIssuer(STARTED, () => {});
    expect(keep({ JWT_ISSUER: 'https://login.example.com/b', JWT_ROLE_NAMES: 'staff=ADMINS' })).toEqual({
      JWT_ISSUER: 'https://login.example.com/a',
    });
    expect(keep({})).toEqual({ JWT_ISSUER: 'https://login.example.com/a' });
  });

  it('says so once for each change, and no more when it is taken back', () => {
    const said: string[] = [];
    const keep = keepIssuer(STARTED, (line) => said.push(line));
    const other = { JWT_ISSUER: 'https://login.example.com/b' };
    for (const variables of [STARTED, other, other, STARTED, other]) keep(variables);
    const sentence =
      'JWT_ISSUER in .env.local changed. The identity provider and the function go on with what they started with: stop npm start and start it again.';
    expect(said).toEqual([sentence, sentence]);
  });
});
