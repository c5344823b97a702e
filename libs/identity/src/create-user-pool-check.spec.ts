import { describe, expect, it } from '@jest/globals';
import { captureLog } from '@lambda-nest/testing';
import { AccountUnknown } from './account.errors.ts';
import { createUserPoolCheck, type PoolAccount } from './create-user-pool-check.ts';

const claims = {
  iss: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123',
  sub: 'sub-1',
  username: 'ann',
  'cognito:groups': ['USERS', 'ADMINS'],
  exp: 0,
  iat: 0,
};
const ANN: PoolAccount = { isEnabled: true, groups: ['ADMINS', 'USERS', 'OTHERS'] };

function start(found: () => Promise<PoolAccount | undefined> = async () => ANN) {
  const asked: string[] = [];
  let now = 0;
  const { log, records } = captureLog();
  const find = (username: string) => {
    asked.push(username);
    return found();
  };
  const { check } = createUserPoolCheck({ find, clock: () => now, log });
  return {
    check: (own: object = {}) => check({ ...claims, ...own }, ''),
    asked,
    records,
    pass: (ms: number) => (now += ms),
  };
}

describe('the account of a Cognito user', () => {
  it.each<[string, PoolAccount | undefined, string]>([
    ['stands', ANN, 'active'],
    ['was disabled', { ...ANN, isEnabled: false }, 'disabled'],
    ['was deleted', undefined, 'deleted'],
    ['lost a group that the token names', { ...ANN, groups: ['USERS'] }, 'revoked'],
  ])('%s', async (_what, account, state) => {
    expect(await start(async () => account).check()).toBe(state);
  });

  it.each([
    ['an access token', {}, 'ann'],
    ['an ID token', { username: undefined, 'cognito:username': 'ann-2' }, 'ann-2'],
    ['a token without a user name', { username: undefined }, 'sub-1'],
  ])('is found by the name in %s', async (_what, own, name) => {
    const { check, asked } = start();
    await check(own);
    expect(asked).toEqual([name]);
  });

  it('is asked about once in five seconds, however many ask', async () => {
    const { check, asked, pass } = start();
    await Promise.all([check(), check(), check()]);
    pass(4_999);
    await check();
    expect(asked).toHaveLength(1);
    pass(1);
    await check();
    expect(asked).toHaveLength(2);
  });

  it('is asked about at once for a token with another group', async () => {
    let account = { ...ANN, groups: ['USERS', 'ADMINS'] };
    const { check, asked } = start(async () => account);
    expect(await check()).toBe('active');
    account = { ...account, groups: [...account.groups, 'AUDITORS'] };
    expect(await check({ 'cognito:groups': ['USERS', 'ADMINS', 'AUDITORS'] })).toBe('active');
    expect(asked).toHaveLength(2);
  });

  it('is no matter for a program, which has none', async () => {
    const { check, asked } = start();
    expect(await check({ sub: 'client', client_id: 'client', username: undefined })).toBe('active');
    expect(asked).toEqual([]);
  });

  it('is unknown when the pool cannot be asked, and the log says why in a word', async () => {
    let isDown = true;
    const { check, records } = start(async () => {
      if (isDown) throw Object.assign(new Error('CANARY secret'), { name: 'TooManyRequestsException' });
      return ANN;
    });
    await expect(check()).rejects.toThrow(AccountUnknown);
    expect(records).toEqual([expect.objectContaining({ reason: 'TooManyRequestsException' })]);
    expect(JSON.stringify(records)).not.toContain('CANARY');
    isDown = false;
    expect(await check()).toBe('active');
  });

  it('is not remembered for longer than five seconds', () => {
    expect(() => createUserPoolCheck({ find: async () => ANN, ttlMs: 5_001 })).toThrow(
      'ttlMs must be 0 to 5000.',
    );
  });
});
