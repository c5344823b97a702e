import { describe, expect, it } from '@jest/globals';
import { DEPLOYED, problemsOf } from '../test/config-problems.ts';
import { parseConfig } from './config.ts';

describe('ORIGIN_SECRET', () => {
  const [one, two] = ['1'.repeat(32), '2'.repeat(32)];

  it.each([
    [{}, []],
    [{ ORIGIN_SECRET: one }, [one]],
    [{ ORIGIN_SECRET: one, ORIGIN_SECRET_NEXT: two }, [one, two]],
  ])('%j is what requests may bring', (variables, secrets) => {
    expect(parseConfig({ ...DEPLOYED, ...variables }).originSecrets).toEqual(secrets);
  });

  it.each(['short', 'a'.repeat(513), `${'a'.repeat(31)},b`, `a ${'b'.repeat(32)}`])('is not %s', (value) => {
    expect(problemsOf({ ...DEPLOYED, ORIGIN_SECRET: value })).toEqual({
      ORIGIN_SECRET: 'is not 32 to 512 visible characters of ASCII, without a comma.',
    });
  });

  it('is there when there is a next one', () => {
    expect(problemsOf({ ...DEPLOYED, ORIGIN_SECRET_NEXT: two })).toEqual({
      ORIGIN_SECRET_NEXT: 'means nothing without ORIGIN_SECRET. Set that, or unset this.',
    });
  });

  it('does not start a container, which would not check it', () => {
    expect(problemsOf({ ...DEPLOYED, RUNTIME: 'CONTAINER', ORIGIN_SECRET: one })).toEqual({
      ORIGIN_SECRET:
        'is checked in Lambda alone. Unset it, and have what stands before the container check it.',
    });
  });
});
