/** Failures of one key within its window. */
export type Failures = Readonly<{
  count: number;
  /** When the window ends, in milliseconds since 1970; `0` where there are none. */
  until: number;
}>;

/**
 * Where failures are counted. One window a key: it begins with the first failure, and what it counted is forgotten with its
 * end. Asynchronous, so that a table that all sandboxes share can take the place of the one in memory.
 */
export interface FailureStore {
  /** The failures of each key, in the order asked for. */
  read(keys: readonly string[]): Promise<readonly Failures[]>;
  /** Counts one more failure of each key. */
  add(keys: readonly string[]): Promise<void>;
  /** Forgets the failures of a key. */
  remove(key: string): Promise<void>;
}

/**
 * Thrown by a store that cannot say how often a key failed, or cannot count one more: no caller is signed in then, for guesses would
 * not be counted.
 */
export class FailuresUnavailable extends Error {
  static readonly CODE = 'FAILURES_UNAVAILABLE';
  readonly code = FailuresUnavailable.CODE;
  override readonly name = 'FailuresUnavailable';
  /** Seconds after which another attempt makes sense. */
  readonly retryAfter = 5;

  constructor(cause: unknown) {
    super('Failed sign-ins cannot be counted.', { cause });
  }
}
