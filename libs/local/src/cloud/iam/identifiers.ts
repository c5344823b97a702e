import { randomBytes } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A unique id as IAM makes them: a prefix that says of what (`AROA` of a role), and 17 characters. */
export function makeUniqueId(prefix: string): string {
  return prefix + [...randomBytes(17)].map((byte) => BASE32[byte % 32]).join('');
}
