import type { EnvironmentReader } from './environment.reader.ts';

/** Too long to be guessed, and what one line of a header can hold. */
const SECRET = /^[\x21-\x2b\x2d-\x7e]{32,512}$/;
const EXPECTED = '32 to 512 visible characters of ASCII, without a comma';

/**
 * What the proxy that stands before sends in `x-origin-secret`: one value, or two while it is rotated. Without any, every request that
 * reaches the gateway is served.
 *
 * @param isContainer whether the application listens by itself: there is no event then that could be rejected beforehand
 */
export function readOriginSecrets(read: EnvironmentReader, isContainer: boolean): readonly string[] {
  const current = read.matching('ORIGIN_SECRET', SECRET, EXPECTED);
  const next = read.matching('ORIGIN_SECRET_NEXT', SECRET, EXPECTED);
  if (isContainer && read.text('ORIGIN_SECRET') !== undefined)
    read.reject(
      'ORIGIN_SECRET',
      'is checked in Lambda alone. Unset it, and have what stands before the container check it.',
    );
  if (next !== undefined && read.text('ORIGIN_SECRET') === undefined)
    read.reject('ORIGIN_SECRET_NEXT', 'means nothing without ORIGIN_SECRET. Set that, or unset this.');
  return [current, next].filter((secret) => secret !== undefined);
}
