import type { Failures, FailureStore } from './failure.store.ts';

/** A store that is made with the first sign-in: no start waits for it. */
export class LazyFailureStore implements FailureStore {
  readonly #make: () => Promise<FailureStore>;
  #store: Promise<FailureStore> | undefined;

  constructor(make: () => Promise<FailureStore>) {
    this.#make = make;
  }

  async read(keys: readonly string[]): Promise<readonly Failures[]> {
    return (await this.#load()).read(keys);
  }

  async add(keys: readonly string[]): Promise<void> {
    await (await this.#load()).add(keys);
  }

  async remove(key: string): Promise<void> {
    await (await this.#load()).remove(key);
  }

  #load(): Promise<FailureStore> {
    return (this.#store ??= this.#make());
  }
}
