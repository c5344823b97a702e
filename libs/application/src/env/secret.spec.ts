import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Secret } from './secret.ts';

const counting = (...results: readonly (string | Error)[]) => {
  let count = 0;
  const secret = new Secret(async () => {
    const result = results[count++];
    if (result instanceof Error) throw result;
    return result ?? '';
  });
  return { secret, count: () => count };
};

describe('Secret', () => {
  it('is read by the first who needs it, once however many ask at once', async () => {
    const { secret, count } = counting('one', 'two');
    expect(count()).toBe(0);
    expect(await Promise.all([secret.get(), secret.get()])).toEqual(['one', 'one']);
    expect(await secret.get()).toBe('one');
    expect(count()).toBe(1);
  });

  it('is read again when reading failed', async () => {
    const { secret } = counting(new Error('no answer'), 'two');
    await expect(secret.get()).rejects.toThrow('no answer');
    expect(await secret.get()).toBe('two');
  });

  it('is read again when it was forgotten, as one that was rotated', async () => {
    const { secret } = counting('one', 'two');
    await secret.get();
    secret.forget();
    expect(await secret.get()).toBe('two');
  });

  it('shows its value to nothing that writes an object', async () => {
    const { secret } = counting('value-of-it');
    await secret.get();
    for (const text of [
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: 9, showHidden: true }),
      String(secret),
    ])
      expect(text).not.toContain('value-of-it');
  });
});
