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
