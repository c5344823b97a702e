import type { Failures, FailureStore } from './failure.store.ts';

export type MemoryOptions = Readonly<{
  /** Milliseconds that a window lasts. */
  windowMs: number;
  /** Most keys that are kept of each of the two kinds. Default 10,000. */
  maxKeys?: number;
  /** From that many failures on a key is kept to the end of its window. Default 5. */
  keepFrom?: number;
}>;

const NONE: Failures = { count: 0, until: 0 };

/**
 * Counts failures in this process, in bounded memory that callers cannot flush: keys that failed often are kept apart from the
 * many that failed once or twice, and only those of one kind make room for each other. An attacker who wants a key that failed often
 * forgotten must make as many others fail as often, within one window.
 */
export class MemoryFailureStore implements FailureStore {
  readonly #windowMs: number;
  readonly #maxKeys: number;
  readonly #keepFrom: number;
  readonly #few = new Map<string, Failures>();
  readonly #many = new Map<string, Failures>();

  constructor({ windowMs, maxKeys = 10_000, keepFrom = 5 }: MemoryOptions) {
    this.#windowMs = windowMs;
    this.#maxKeys = maxKeys;
    this.#keepFrom = keepFrom;
  }

  async read(keys: readonly string[]): Promise<readonly Failures[]> {
    return keys.map((key) => this.#read(key));
  }

  async add(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const { count, until } = this.#read(key);
      const failures = { count: count + 1, until: until || Date.now() + this.#windowMs };
      this.#few.delete(key);
      this.#many.delete(key);
      this.#keep(failures.count < this.#keepFrom ? this.#few : this.#many, key, failures);
    }
  }

  async remove(key: string): Promise<void> {
    this.#few.delete(key);
    this.#many.delete(key);
  }

  #read(key: string): Failures {
    const failures = this.#many.get(key) ?? this.#few.get(key) ?? NONE;
    return failures.until > Date.now() ? failures : NONE;
  }

  /** A map keeps the order of insertion: what failed longest ago makes room. */
  #keep(kind: Map<string, Failures>, key: string, failures: Failures): void {
    kind.set(key, failures);
    if (kind.size > this.#maxKeys) kind.delete(kind.keys().next().value as string);
  }
}
