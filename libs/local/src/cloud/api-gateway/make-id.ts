import { randomBytes } from 'node:crypto';

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** An id of lower-case letters and digits: 10 for an API, 7 for what belongs to one, 6 for deployments and mappings. */
export function makeId(length: number): string {
  return [...randomBytes(length)].map((byte) => CHARACTERS[byte % CHARACTERS.length]).join('');
}
