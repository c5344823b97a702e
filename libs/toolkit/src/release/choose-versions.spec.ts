import { describe, expect, it } from '@jest/globals';
import { chooseVersions, type VersionedFunction } from './choose-versions.ts';

/** A moment of one day, as Lambda writes it. */
const at = (minute: number): string =>
  new Date(Date.UTC(2026, 10, 30, 9, minute)).toISOString().replace('Z', '+0000');
const ended = (minute: number): number => Date.UTC(2026, 10, 30, 9, minute, 30);

/** A function that serves one of its versions, which were published at these minutes. */
const versioned = (
  functionName: string,
  current: number,
  ...minutes: readonly number[]
): VersionedFunction => ({
  functionName,
  current,
  versions: minutes.map((minute, index) => ({ number: index + 1, published: at(minute) })),
});

async function* latestFirst(...minutes: readonly number[]): AsyncGenerator<number> {
  for (const minute of minutes) yield ended(minute);
}

const choose = async (
  functions: readonly VersionedFunction[],
  deployments: readonly number[],
  until?: number,
): Promise<unknown> => {
  const chosen = await chooseVersions(functions, latestFirst(...deployments), until);
  return chosen && Object.fromEntries([...chosen.versions].map(([name, { number }]) => [name, number]));
};

describe('chooseVersions', () => {
  it('goes back to what the deployment before had left', async () => {
    const functions = [versioned('api', 3, 10, 20, 30), versioned('orders', 3, 10, 20, 30)];
    expect(await choose(functions, [30, 20, 10])).toEqual({ api: 2, orders: 2 });
  });

  it('leaves a function where it is when the last deployment did not change it', async () => {
    const functions = [versioned('api', 3, 10, 20, 30), versioned('orders', 2, 10, 20)];
    expect(await choose(functions, [30, 20, 10])).toEqual({ api: 2, orders: 2 });
  });

  it('passes over deployments that published nothing', async () => {
    const functions = [versioned('api', 2, 10, 20), versioned('orders', 2, 10, 20)];
    expect(await choose(functions, [50, 40, 20, 10])).toEqual({ api: 1, orders: 1 });
  });

  it('goes further back when it has gone back before', async () => {
    const functions = [versioned('api', 2, 10, 20, 30), versioned('orders', 2, 10, 20, 30)];
    expect(await choose(functions, [30, 20, 10])).toEqual({ api: 1, orders: 1 });
  });

  it('finishes what was broken off when some functions have gone back and others have not', async () => {
    const functions = [versioned('api', 1, 10, 20), versioned('orders', 2, 10, 20)];
    expect(await choose(functions, [20, 10])).toEqual({ api: 1, orders: 1 });
  });

  it('has nothing for a function that was not there yet', async () => {
    const functions = [versioned('api', 2, 10, 20), versioned('orders', 1, 20)];
    expect(await choose(functions, [20, 10])).toEqual({ api: 1 });
  });

  it('goes to what a moment had, forward too', async () => {
    const functions = [versioned('api', 1, 10, 20, 30), versioned('orders', 1, 10, 30)];
    expect(await choose(functions, [30, 20, 10], ended(25))).toEqual({ api: 2, orders: 1 });
    expect(await choose(functions, [30, 20, 10], ended(30))).toEqual({ api: 3, orders: 2 });
  });

  it('finds nothing when no deployment is remembered that had other versions', async () => {
    const functions = [versioned('api', 1, 10), versioned('orders', 1, 10)];
    expect(await choose(functions, [10])).toBeUndefined();
    expect(await choose(functions, [])).toBeUndefined();
    expect(await choose(functions, [10], ended(9))).toBeUndefined();
  });
});
