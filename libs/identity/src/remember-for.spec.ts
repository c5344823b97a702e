import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { rememberFor } from './remember-for.ts';

let now = 0;
const ask = jest.fn(async (key: string) => `${key}@${now}`);
const bounds = { maxEntries: 2, clock: () => now };

beforeEach(() => {
  now = 1_000;
  ask.mockClear();
});

describe('rememberFor', () => {
  it('asks once for all callers that come while the response is under way', async () => {
    const look = rememberFor(100, bounds, ask);

    expect(await Promise.all([look('a'), look('a'), look('b')])).toEqual(['a@1000', 'a@1000', 'b@1000']);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('counts the time from the question', async () => {
    const look = rememberFor(100, bounds, ask);
    await look('a');
    now += 99;
    await expect(look('a')).resolves.toBe('a@1000');
    now += 1;
    await expect(look('a')).resolves.toBe('a@1100');
  });

  it('asks again after a failure', async () => {
    const look = rememberFor(100, bounds, ask);
    ask.mockRejectedValueOnce(new Error('no'));

    await expect(look('a')).rejects.toThrow('no');
    await expect(look('a')).resolves.toBe('a@1000');
  });

  it('keeps the newer answer when the older question fails after it', async () => {
    const look = rememberFor(100, bounds, ask);
    const older = Promise.withResolvers<string>();
    ask.mockReturnValueOnce(older.promise);
    const first = look('a');
    now += 100;
    await look('a');
    older.reject(new Error('no'));
    await expect(first).rejects.toThrow('no');

    await expect(look('a')).resolves.toBe('a@1100');
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('forgets the oldest answer when there are too many', async () => {
    const look = rememberFor(100, bounds, ask);
    for (const key of ['a', 'b', 'c', 'b', 'a']) await look(key);

    expect(ask.mock.calls.flat()).toEqual(['a', 'b', 'c', 'a']);
  });

  it('counts a response that was renewed as new', async () => {
    const look = rememberFor(100, bounds, ask);
    await look('a');
    await look('b');
    now += 100;
    await look('a');
    await look('c');
    await look('a');

    expect(ask.mock.calls.flat()).toEqual(['a', 'b', 'a', 'c']);
  });
});
