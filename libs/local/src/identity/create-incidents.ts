import { createSigningKey, type SigningKey } from './create-signing-key.ts';

/** What happens to an identity provider, for you to see what your API does about it. */
export type Incidents = Readonly<{
  /** The key that tokens are signed with now. */
  current(): SigningKey;
  /** Keys that tokens verify with, the current one first. */
  published(): readonly SigningKey[];
  isOut(): boolean;
  /** Makes what a request asks for, and gives what to reply; `undefined` when it asks for none of this. */
  take(method: string | undefined, path: string): object | undefined;
}>;

/**
 * A new key: published first (`PUT /_local/next-key`), and signed with from `POST /_local/rotation` on, as providers do; without the
 * former both happen at once, as when a key was stolen. The key before stays published, for tokens outlive it. And outages:
 * `PUT /_local/outage`, ended by `DELETE`.
 *
 * Paths of the stand-in alone: no provider has them, and functions do not know of them.
 */
export function createIncidents(): Incidents {
  let current = createSigningKey();
  let next: SigningKey | undefined;
  let previous: SigningKey | undefined;
  let isOut = false;
  return {
    current: () => current,
    published: () => [current, next, previous].filter((key) => key !== undefined),
    isOut: () => isOut,
    take(method, path) {
      switch (`${method} ${path}`) {
        case 'PUT /_local/next-key':
          next ??= createSigningKey();
          return { kid: next.kid };
        case 'POST /_local/rotation':
          previous = current;
          current = next ?? createSigningKey();
          next = undefined;
          return { kid: current.kid };
        case 'PUT /_local/outage':
          isOut = true;
          return { isOut };
        case 'DELETE /_local/outage':
          isOut = false;
          return { isOut };
        default:
          return undefined;
      }
    },
  };
}
