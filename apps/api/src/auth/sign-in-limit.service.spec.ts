import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SignInRefused, SignInUnavailable } from '#identity';
import { Problem } from '#problem';
import { SignInLimit, type Attempt } from './sign-in-limit.service.ts';

const refused = (): Promise<never> => Promise.reject(new SignInRefused('INVALID_PASSWORD'));
const accepted = (): Promise<string> => Promise.resolve('tokens');

let limit: SignInLimit;

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  limit = new SignInLimit();
});

afterEach(() => {
  jest.useRealTimers();
});

/** `in`, `out` (refused by the provider), the seconds to wait (refused by the limit), or the name of an error. */
async function tryAs(attempt: Attempt, signIn: () => Promise<unknown> = refused): Promise<string | number> {
  try {
    await limit.guard(attempt, signIn);
    return 'in';
  } catch (error) {
    if (error instanceof Problem && error.body.status === 429) return Number(error.headers['Retry-After']);
    return error instanceof SignInRefused ? 'out' : (error as Error).name;
  }
}

async function tryTimes(times: number, attempt: (count: number) => Attempt): Promise<(string | number)[]> {
  const outcomes: (string | number)[] = [];
  for (let count = 0; count < times; count += 1) outcomes.push(await tryAs(attempt(count)));
  return outcomes;
}

describe('SignInLimit', () => {
  it('refuses the eleventh attempt at an account from wherever, and a right password with it', async () => {
    const outcomes = await tryTimes(10, (count) => ({ account: 'a@b.c', source: `192.0.2.${count}` }));
    expect(outcomes).toEqual(Array.from({ length: 10 }, () => 'out'));
    expect(await tryAs({ account: 'a@b.c', source: '192.0.2.99' }, accepted)).toBe(300);
    expect(await tryAs({ account: 'other@b.c', source: '192.0.2.1' }, accepted)).toBe('in');
  });

  it.each([' A@B.C', 'a@b.c\t', 'A@b.C'])('knows the account under %j too', async (account) => {
    await tryTimes(10, () => ({ account: 'a@b.c', source: 's' }));
    expect(await tryAs({ account, source: 's' })).toBe(300);
  });

  it('forgets failures five minutes after the first, to the second', async () => {
    await tryTimes(10, () => ({ account: 'a', source: 's' }));
    jest.setSystemTime(299_001);
    expect(await tryAs({ account: 'a', source: 's' })).toBe(1);
    jest.setSystemTime(300_000);
    expect(await tryAs({ account: 'a', source: 's' })).toBe('out');
    expect(await tryTimes(10, () => ({ account: 'a', source: 's' }))).toEqual([
      ...Array.from({ length: 9 }, () => 'out'),
      300,
    ]);
  });

  it('starts an account anew after a right password, an address not', async () => {
    for (let round = 0; round < 5; round += 1) {
      await tryTimes(9, () => ({ account: 'a', source: 's' }));
      expect(await tryAs({ account: 'a', source: 's' }, accepted)).toBe('in');
    }
    expect(await tryTimes(6, (count) => ({ account: `b${count}`, source: 's' }))).toEqual([
      ...Array.from({ length: 5 }, () => 'out'),
      300,
    ]);
  });

  it('counts no failure of the provider', async () => {
    const down = (): Promise<never> => Promise.reject(new SignInUnavailable('connection'));
    for (let attempt = 0; attempt < 20; attempt += 1)
      expect(await tryAs({ account: 'a', source: 's' }, down)).toBe('SignInUnavailable');
    expect(await tryAs({ account: 'a', source: 's' }, accepted)).toBe('in');
  });

  it('counts refresh tokens by address alone', async () => {
    const outcomes = await tryTimes(51, () => ({ source: 's' }));
    expect(outcomes.at(-2)).toBe('out');
    expect(outcomes.at(-1)).toBe(300);
  });

  it.each([
    ['2001:db8:1:2::', '2001:db8:1:2:3:4:5:6', 300],
    ['2001:db8::1', '2001:db8::ffff:1', 300],
    ['2001:db8:1:2::', '2001:db8:1:3::', 'out'],
    ['192.0.2.1', '192.0.2.2', 'out'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2', 'out'],
  ])('after fifty failures from %s answers %s with %s', async (first, second, outcome) => {
    await tryTimes(50, (count) => ({ account: `a${count}`, source: first }));
    expect(await tryAs({ account: 'b', source: second })).toBe(outcome);
  });

  it('lets no more failures through side by side than one after the other', async () => {
    let asked = 0;
    const slow = async (): Promise<never> => {
      asked += 1;
      await Promise.resolve();
      return refused();
    };
    const attempts = Array.from({ length: 100 }, () => tryAs({ account: 'a', source: 's' }, slow));
    const outcomes = await Promise.all(attempts);
    expect(asked).toBe(10);
    expect(outcomes.filter((outcome) => outcome === 'out')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 300)).toHaveLength(90);
  });

  it('lets any number of right passwords in side by side', async () => {
    const attempts = Array.from({ length: 200 }, () => tryAs({ account: 'a', source: 's' }, accepted));
    expect(new Set(await Promise.all(attempts))).toEqual(new Set(['in']));
  });

  it('remembers ten thousand names, and forgets the one that failed longest ago', async () => {
    await tryTimes(10, () => ({ account: 'old', source: 's0' }));
    for (let count = 0; count < 5_000; count += 1) await tryAs({ account: `a${count}`, source: `s${count}` });
    expect(await tryAs({ account: 'old', source: 'x' })).toBe('out');
    expect(await tryAs({ account: 'a4999', source: 's4999' })).toBe('out');
  });
});
