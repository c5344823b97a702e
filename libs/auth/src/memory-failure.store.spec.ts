import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryFailureStore } from './memory-failure.store.ts';

beforeEach(() => {
  jest.useFakeTimers({ now: 1_000 });
});

afterEach(() => {
  jest.useRealTimers();
});

const countsOf = async (store: MemoryFailureStore, ...keys: string[]): Promise<number[]> =>
  (await store.read(keys)).map(({ count }) => count);

describe('MemoryFailureStore', () => {
  it('counts failures of each key until the window of the first ends', async () => {
    const store = new MemoryFailureStore({ windowMs: 100 });
    await store.add(['a', 'b']);
    jest.setSystemTime(1_099);
    await store.add(['a']);
    expect(await store.read(['a', 'b', 'c'])).toEqual([
      { count: 2, until: 1_100 },
      { count: 1, until: 1_100 },
      { count: 0, until: 0 },
    ]);
    jest.setSystemTime(1_100);
    expect(await countsOf(store, 'a', 'b')).toEqual([0, 0]);
    await store.add(['a']);
    expect(await store.read(['a'])).toEqual([{ count: 1, until: 1_200 }]);
  });

  it('forgets what is removed, however often it failed', async () => {
    const store = new MemoryFailureStore({ windowMs: 100, keepFrom: 2 });
    await store.add(['a', 'b', 'b']);
    await store.remove('a');
    await store.remove('b');
    expect(await countsOf(store, 'a', 'b')).toEqual([0, 0]);
  });

  it('has room for so many keys of each kind, and forgets the one that failed longest ago', async () => {
    const store = new MemoryFailureStore({ windowMs: 100, maxKeys: 2, keepFrom: 2 });
    for (const key of ['a', 'b', 'a', 'c', 'd', 'e']) await store.add([key]);
    // `a` failed twice; of those that failed once `c` made room.
    expect(await countsOf(store, 'a', 'b', 'c', 'd', 'e')).toEqual([2, 0, 0, 1, 1]);
    for (const key of ['x', 'x', 'y', 'y']) await store.add([key]);
    expect(await countsOf(store, 'a', 'x', 'y')).toEqual([0, 2, 2]);
  });

  it('keeps a key that failed often, however many others fail', async () => {
    const store = new MemoryFailureStore({ windowMs: 100 });
    for (let failure = 0; failure < 10; failure += 1) await store.add(['victim']);
    for (let index = 0; index < 30_000; index += 1) await store.add([`other-${index}`]);
    for (let index = 0; index < 30_000; index += 1) await store.add([`once-more-${index % 9_000}`]);
    expect(await countsOf(store, 'victim')).toEqual([10]);
  });
});
