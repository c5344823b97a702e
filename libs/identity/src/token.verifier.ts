import type { Claims } from './claims.ts';

/** Tells whether a bearer token is genuine, and what it says. */
export interface TokenVerifier {
  /**
   * The claims of a token that passed every check.
   *
   * @throws InvalidToken when it did not (401)
   * @throws KeysUnavailable when it cannot be known (503)
   */
  verify(token: string): Promise<Claims>;

  /** Starts to fetch the key set, so that the first caller does not wait for it. Never throws. */
  prefetch(): void;
}
