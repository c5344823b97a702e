import { createHash } from 'node:crypto';

/** Another text for another state, and the same for the same: 22 characters. */
export function versionOf(...state: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22);
}
