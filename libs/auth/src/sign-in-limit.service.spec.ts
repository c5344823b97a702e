import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { isError, SignInRejected, SignInUnavailable } from '@lambda-nest/identity';
import type { FailureStore } from './failure.store.ts';
import { MemoryFailureStore } from './memory-failure.store.ts';
import { SignInLimit, WINDOW_MS, type Attempt } from './sign-in-limit.service.ts';
import { SignInLocked } from './sign-in-locked.exception.ts';

const rejected = (): Promise<never> => Promise.reject(new SignInRejected('INVALID_PASSWORD'));
const accepted = (): Promise<string> => Promise.resolve('tokens');

let limit: SignInLimit;

beforeEach(() => {
  jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate'] });
  limit = new SignInLimit(new MemoryFailureStore({ windowMs: WINDOW_MS }));
});

afterEach(() => {
  jest.useRealTimers();
});

/** `in`, `out` (rejected by the provider), what is locked, or the name of an error. */
async function tryAs(attempt: Attempt, signIn: () => Promise<unknown> = rejected): Promise<string> {
  try {
    await limit.guard(attempt, signIn);
    return 'in';
  } catch (error) {
    if (error instanceof SignInLocked) return `${error.by} locked for ${error.retryAfter} s`;
    return isError(error, SignInRejected) ? 'out' : (error as Error).name;
  }
}

async function tryTimes(times: number, attempt: (count: number) => Attempt): Promise<string[]> {
  const outcomes: string[] = [];
  for (let count = 0; count < times; count += 1) outcomes.push(await tryAs(attempt(count)));
  return outcomes;
}

const outs = (count: number): string[] => Array.from({ length: count }, () => 'out');
const HERE = '192.0.2.1';
const ELSEWHERE = '198.51.100.1';

describe('an account', () => {
  it('is closed to a network from which ten sign-ins failed, and to no other', async () => {
    expect(await tryTimes(11, () => ({ account: 'a@b.c', address: HERE }))).toEqual([
      ...outs(10),
      'account and network locked for 300 s',
    ]);
    expect(await tryAs({ account: 'a@b.c', address: HERE }, accepted)).toBe(
      'account and network locked for 300 s',
    );
    expect(await tryAs({ account: 'a@b.c', address: ELSEWHERE }, accepted)).toBe('in');
    expect(await tryAs({ account: 'other@b.c', address: HERE }, accepted)).toBe('in');
  });

  it('is closed to all after a hundred failures from wherever, but for networks it signed in from', async () => {
    expect(await tryAs({ account: 'a', address: HERE }, accepted)).toBe('in');
    expect(await tryTimes(101, (count) => ({ account: 'a', address: `203.0.113.${count}` }))).toEqual([
      ...outs(100),
      'account locked for 300 s',
    ]);
    expect(await tryAs({ account: 'a', address: ELSEWHERE }, accepted)).toBe('account locked for 300 s');
    expect(await tryAs({ account: 'a', address: HERE }, accepted)).toBe('in');
  });

  it.each([' A@B.C', 'a@b.c\t', 'A@b.C'])('is the same under %j', async (account) => {
    await tryTimes(10, () => ({ account: 'a@b.c', address: HERE }));
    expect(await tryAs({ account, address: HERE })).toBe('account and network locked for 300 s');
  });

  it('is open again five minutes after the first failure, to the second', async () => {
    await tryTimes(10, () => ({ account: 'a', address: HERE }));
    jest.setSystemTime(299_001);
    expect(await tryAs({ account: 'a', address: HERE })).toBe('account and network locked for 1 s');
    jest.setSystemTime(300_000);
    expect(await tryTimes(11, () => ({ account: 'a', address: HERE }))).toEqual([
      ...outs(10),
      'account and network locked for 300 s',
    ]);
  });

  it('starts anew for a network after a right password, the network itself does not', async () => {
    for (let round = 0; round < 5; round += 1) {
      await tryTimes(9, () => ({ account: `a${round}`, address: HERE }));
      expect(await tryAs({ account: `a${round}`, address: HERE }, accepted)).toBe('in');
      expect(await tryTimes(9, () => ({ account: `a${round}`, address: HERE }))).toEqual(outs(9));
      expect(await tryAs({ account: `a${round}`, address: HERE }, accepted)).toBe('in');
    }
    expect(await tryTimes(6, (count) => ({ account: `b${count}`, address: HERE }))).toEqual([
      ...outs(5),
      'network locked for 300 s',
    ]);
  });
});

describe('a network', () => {
  it.each([
    ['2001:db8:1:2::', '2001:db8:1:2:3:4:5:6', 'network locked for 300 s'],
    ['2001:db8::1', '2001:db8::ffff:1', 'network locked for 300 s'],
    ['::ffff:192.0.2.1', '192.0.2.1', 'network locked for 300 s'],
    ['2001:db8:1:2::', '2001:db8:1:3::', 'out'],
    ['192.0.2.1', '192.0.2.2', 'out'],
  ])('of %s, with fifty failures at as many accounts, says to %s: %s', async (first, second, outcome) => {
    await tryTimes(50, (count) => ({ account: `a${count}`, address: first }));
    expect(await tryAs({ account: 'b', address: second })).toBe(outcome);
  });

  it('that is closed stays open for those who signed in from it', async () => {
    expect(await tryAs({ account: 'regular', address: HERE }, accepted)).toBe('in');
    await tryTimes(50, (count) => ({ account: `a${count}`, address: HERE }));
    expect(await tryAs({ account: 'stranger', address: HERE }, accepted)).toBe('network locked for 300 s');
    expect(await tryAs({ account: 'regular', address: HERE }, accepted)).toBe('in');
  });

  it('is all that refresh tokens count by', async () => {
    expect((await tryTimes(51, () => ({ address: HERE }))).slice(-2)).toEqual([
      'out',
      'network locked for 300 s',
    ]);
  });
});

describe('an address that is not known, or that of many', () => {
  it.each(['', 'unknown', 'a\u0000b'])(
    'closes no network, and an account after a hundred failures: %j',
    async (address) => {
      await tryTimes(99, (count) => ({ account: `a${count}`, address }));
      expect(await tryAs({ account: 'b', address }, accepted)).toBe('in');
      expect((await tryTimes(101, () => ({ account: 'c', address }))).slice(-2)).toEqual([
        'out',
        'account locked for 300 s',
      ]);
      expect(await tryTimes(60, () => ({ address }))).toEqual(outs(60));
    },
  );
});

describe('attempts side by side', () => {
  it('let no more failures through than one after the other', async () => {
    let asked = 0;
    const slow = async (): Promise<never> => {
      asked += 1;
      await nextTurn();
      return rejected();
    };
    const attempts = Array.from({ length: 100 }, () => tryAs({ account: 'a', address: HERE }, slow));
    const outcomes = await Promise.all(attempts);
    expect(asked).toBe(10);
    expect(outcomes.filter((outcome) => outcome === 'out')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome.startsWith('account and network locked'))).toHaveLength(90);
  });

  it('count the same in a store that takes its time', async () => {
    const memory = new MemoryFailureStore({ windowMs: WINDOW_MS });
    const late = <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) => {
      return async (...args: Args): Promise<Result> => {
        await nextTurn();
        return call(...args);
      };
    };
    const store: FailureStore = {
      read: late((keys) => memory.read(keys)),
      add: late((keys) => memory.add(keys)),
      remove: late((key) => memory.remove(key)),
    };
    limit = new SignInLimit(store);
    const attempts = Array.from({ length: 40 }, () => tryAs({ account: 'a', address: HERE }));
    expect((await Promise.all(attempts)).filter((outcome) => outcome === 'out')).toHaveLength(10);
  });

  it('with right passwords are let in, however many they are', async () => {
    const attempts = Array.from({ length: 200 }, () => tryAs({ account: 'a', address: HERE }, accepted));
    expect(new Set(await Promise.all(attempts))).toEqual(new Set(['in']));
  });
});

it('counts no failure of the provider', async () => {
  const down = (): Promise<never> => Promise.reject(new SignInUnavailable('connection'));
  for (let attempt = 0; attempt < 20; attempt += 1)
    expect(await tryAs({ account: 'a', address: HERE }, down)).toBe('SignInUnavailable');
  expect(await tryAs({ account: 'a', address: HERE }, accepted)).toBe('in');
});

it('has an account closed however many others fail meanwhile', async () => {
  await tryTimes(10, () => ({ account: 'victim', address: HERE }));
  await tryTimes(10_100, (count) => ({ account: `a${count}`, address: `2001:db8:${count.toString(16)}::` }));
  expect(await tryAs({ account: 'victim', address: HERE })).toBe('account and network locked for 300 s');
});
