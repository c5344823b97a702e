import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type KeySetServer, startKeySetServer, signingKey } from '@lambda-nest/testing';
import { KeySet } from './key-set.ts';
import { KeysUnavailable } from './token.errors.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const [k1, k2, k3] = ['k1', 'k2', 'k3'].map((name) => signingKey(name).jwk);

let server: KeySetServer;
let now: number;
const onFailure = jest.fn();

beforeEach(async () => {
  server = await startKeySetServer({ keys: [k1] });
  now = 1_800_000_000_000;
  onFailure.mockClear();
});

afterEach(() => server.close());

function keySet(uri = server.uri): KeySet {
  return new KeySet({ uri: new URL(uri), clock: () => now, onFailure });
}

async function has(keys: KeySet, kid: string): Promise<boolean> {
  return (await keys.find(kid)) !== undefined;
}

/** Lets a fetch that is not awaited come to its end. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
}

describe('fetching', () => {
  it('asks once, with GET, for all callers that come at the same time', async () => {
    server.replyWith({ keys: [k1], delay: 20 });
    const keys = keySet();

    const found = await Promise.all(Array.from({ length: 50 }, () => has(keys, 'k1')));

    expect(found).not.toContain(false);
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/keys', headers: { accept: 'application/json' } },
    ]);
  });

  it('asks before the first caller comes when told to, and only once', async () => {
    const keys = keySet();
    keys.prefetch();
    keys.prefetch();
    await has(keys, 'k1');
    keys.prefetch();
    await settle();

    expect(server.requests).toHaveLength(1);
  });

  it('starts without a timer, which would cost a cold start a millisecond', async () => {
    const timer = jest.spyOn(globalThis, 'setTimeout');
    const keys = keySet();
    keys.prefetch();
    const timers = timer.mock.calls.length;
    timer.mockRestore();

    expect(timers).toBe(0);
    await expect(has(keys, 'k1')).resolves.toBe(true);
  });

  it('does not throw when it is told to ask and there is no response', async () => {
    server.replyWith({ reset: true });
    keySet().prefetch();
    await settle();

    expect(onFailure).toHaveBeenCalledTimes(1);
  });

  it('tries a second time when a connection breaks', async () => {
    server.replyWith({ reset: true }, { keys: [k1] });

    await expect(has(keySet(), 'k1')).resolves.toBe(true);
    expect(server.requests).toHaveLength(2);
  });
});

describe('unknown keys', () => {
  it('lead to one fetch, and to none for 30 seconds, however many there are', async () => {
    const keys = keySet();
    await has(keys, 'k1');

    for (let i = 0; i < 10_000; i++) expect(await has(keys, `made-up-${i}`)).toBe(false);
    expect(server.requests).toHaveLength(2);

    now += 30 * SECOND - 1;
    await has(keys, 'made-up');
    expect(server.requests).toHaveLength(2);

    now += 1;
    await Promise.all(Array.from({ length: 100 }, (_, i) => has(keys, `made-up-${i}`)));
    expect(server.requests).toHaveLength(3);
  });

  it('lead to one fetch in all when they are the first and come together', async () => {
    server.replyWith({ keys: [k1], delay: 20, headers: { 'cache-control': 'max-age=3600' } });
    const keys = keySet();

    await Promise.all(Array.from({ length: 50 }, (_, i) => has(keys, `made-up-${i}`)));
    await has(keys, 'made-up');

    expect(server.requests).toHaveLength(1);
  });

  it('do not keep a good key from being found', async () => {
    const keys = keySet();
    await has(keys, 'made-up');

    await expect(has(keys, 'k1')).resolves.toBe(true);
  });

  it('are looked for again after a second when the fetch failed', async () => {
    const keys = keySet();
    await has(keys, 'k1');
    server.replyWith({ status: 500 });
    for (let i = 0; i < 100; i++) await has(keys, 'k2');
    expect(server.requests).toHaveLength(2);

    server.replyWith({ keys: [k1, k2] });
    now += SECOND;
    await expect(has(keys, 'k2')).resolves.toBe(true);
  });
});

describe('rotation', () => {
  it('is noticed by the first token of a new key, again and again', async () => {
    const keys = keySet();
    await has(keys, 'k1');

    server.replyWith({ keys: [k1, k2] });
    await expect(has(keys, 'k2')).resolves.toBe(true);
    server.replyWith({ keys: [k2, k3] });
    await expect(has(keys, 'k3')).resolves.toBe(true);
    expect(server.requests).toHaveLength(3);
  });

  it('ends the life of a key that is gone from the set', async () => {
    const keys = keySet();
    await has(keys, 'k1');
    server.replyWith({ keys: [k2] });
    await has(keys, 'k2');

    await expect(has(keys, 'k1')).resolves.toBe(false);
  });
});

describe('age', () => {
  it.each([
    ['ten minutes without Cache-Control', {}, 10 * MINUTE],
    ['as long as max-age says', { 'cache-control': 'public, max-age=19800, must-revalidate' }, 330 * MINUTE],
    ['less the age of the response', { 'cache-control': 'max-age=3600', age: '600' }, 50 * MINUTE],
    ['five minutes at least', { 'cache-control': 'max-age=1' }, 5 * MINUTE],
    ['five minutes when it must not be kept', { 'cache-control': 'no-store, max-age=3600' }, 5 * MINUTE],
    ['the same when that is said last', { 'cache-control': 'max-age=3600, no-cache' }, 5 * MINUTE],
    [
      'the same when that is said between',
      { 'cache-control': 'public, no-store , max-age=3600' },
      5 * MINUTE,
    ],
    ['the same of a part of it', { 'cache-control': 'no-cache="set-cookie",max-age=3600' }, 5 * MINUTE],
    ['an hour when a word begins like that', { 'cache-control': 'no-stored, max-age=3600' }, HOUR],
    ['an hour when a word ends like that', { 'cache-control': 'x-no-store, max-age=3600' }, HOUR],
    ['a day at most', { 'cache-control': 'max-age=9999999999' }, 24 * HOUR],
    ['ten minutes when s-maxage alone is said', { 'cache-control': 's-maxage=3600' }, 10 * MINUTE],
  ])('is %s', async (_, headers, fresh) => {
    server.replyWith({ keys: [k1], headers });
    const keys = keySet();
    await has(keys, 'k1');

    now += fresh - 1;
    await has(keys, 'k1');
    await settle();
    expect(server.requests).toHaveLength(1);

    now += 1;
    await has(keys, 'k1');
    await settle();
    expect(server.requests).toHaveLength(2);
  });

  it('does not make a request wait: the old keys serve while new ones are fetched', async () => {
    const keys = keySet();
    await has(keys, 'k1');
    server.replyWith({ keys: [k2], delay: 30 });
    now += 10 * MINUTE;

    await expect(has(keys, 'k1')).resolves.toBe(true);
    await settle();
    expect(server.requests).toHaveLength(2);
    await expect(has(keys, 'k1')).resolves.toBe(false);
  });

  it('lets the old keys serve for two hours while the issuer is away, asking every 30 seconds', async () => {
    const keys = keySet();
    await has(keys, 'k1');
    server.replyWith({ status: 503 });
    now += 10 * MINUTE;
    for (let i = 0; i < 20; i++) await has(keys, 'k1');
    await settle();
    await has(keys, 'k1');
    expect(server.requests).toHaveLength(2);

    now += 30 * SECOND - 1;
    await has(keys, 'k1');
    expect(server.requests).toHaveLength(2);
    now += 1;
    await has(keys, 'k1');
    expect(server.requests).toHaveLength(3);

    now += 2 * HOUR - 30 * SECOND - 1;
    await expect(has(keys, 'k1')).resolves.toBe(true);
    now += 1;
    await expect(keys.find('k1')).rejects.toThrow(KeysUnavailable);
  });

  it.each([
    ['two hours', 2 * HOUR],
    ['a day', 24 * HOUR],
  ])('of %s more than it may be makes the next request wait for new keys', async (_, pause) => {
    const keys = keySet();
    await has(keys, 'k1');
    server.replyWith({ keys: [k2], delay: 20 });
    now += 10 * MINUTE + pause;

    await expect(has(keys, 'k1')).resolves.toBe(false);
    await expect(has(keys, 'k2')).resolves.toBe(true);
    expect(server.requests).toHaveLength(2);
  });

  it('is waited for after a renewal that was not awaited failed', async () => {
    const keys = keySet();
    await has(keys, 'k1');
    server.replyWith({ status: 503 });
    now += 10 * MINUTE;
    await has(keys, 'k1');
    await settle();

    server.replyWith({ keys: [k2], delay: 20 });
    now += 30 * SECOND;
    await expect(has(keys, 'k1')).resolves.toBe(false);
  });
});

describe('an issuer that cannot be asked', () => {
  it.each([
    ['answers with an error', { status: 500, keys: [k1] }],
    ['has no keys', { keys: [] }],
    ['has only keys for something else', { keys: [{ ...k1, use: 'enc' }] }],
    ['sends no JSON', { body: '<html>' }],
    ['sends 150,001 bytes', { body: `{"keys":[],"x":"${'x'.repeat(149_985)}"}` }],
    ['redirects', { status: 302, headers: { location: '/elsewhere' }, keys: [k1] }],
    ['says nothing has changed', { status: 304 }],
    ['closes the connection', { reset: true }],
  ])('which %s gives no keys', async (_, response) => {
    server.replyWith(response);

    await expect(keySet().find('k1')).rejects.toMatchObject({
      name: 'KeysUnavailable',
      message: 'The signing keys of the issuer cannot be had.',
      retryAfter: 1,
    });
    expect(server.requests.every(({ path }) => path === '/keys')).toBe(true);
  });

  it('takes a set of 150,000 bytes', async () => {
    const body = JSON.stringify({ keys: [k1], x: '' });
    server.replyWith({ body: body.replace('"x":""', `"x":"${'x'.repeat(150_000 - body.length)}"`) });

    await expect(has(keySet(), 'k1')).resolves.toBe(true);
  });

  it('is given up after three seconds when it does not answer', async () => {
    server.replyWith({ hang: true });
    const started = Date.now();

    await expect(keySet().find('k1')).rejects.toThrow(KeysUnavailable);
    expect(Date.now() - started).toBeGreaterThan(2_900);
    expect(Date.now() - started).toBeLessThan(5_500);
  });

  it('is asked once a second at most, and works again with the request that comes when it is back', async () => {
    server.replyWith({ status: 500 });
    const keys = new KeySet({ uri: new URL(server.uri), clock: () => Date.now() });
    const started = Date.now();
    for (let i = 0; i < 2; i++) await Promise.allSettled([keys.find('k1'), keys.find('k1')]);

    expect(server.requests).toHaveLength(2);
    expect(Date.now() - started).toBeGreaterThan(950);

    server.replyWith({ keys: [k1] });
    await expect(has(keys, 'k1')).resolves.toBe(true);
    expect(Date.now() - started).toBeLessThan(3_000);
  });

  it('is asked at once when the last attempt was a second ago', async () => {
    server.replyWith({ status: 500 }, { keys: [k1] });
    const keys = keySet();
    await expect(keys.find('k1')).rejects.toThrow(KeysUnavailable);
    now += SECOND;
    const started = Date.now();

    await expect(has(keys, 'k1')).resolves.toBe(true);
    expect(Date.now() - started).toBeLessThan(900);
  });

  it('works again when it listens again', async () => {
    const { uri, port } = server;
    await server.close();
    const keys = new KeySet({ uri: new URL(uri), clock: () => Date.now() });
    await expect(keys.find('k1')).rejects.toThrow(KeysUnavailable);

    server = await startKeySetServer({ keys: [k1] }, port);
    await expect(has(keys, 'k1')).resolves.toBe(true);
  });
});
