import type { Algorithm } from './algorithms.ts';
import { fetchKeySet } from './fetch-key-set.ts';
import type { FetchedKeys } from './fetch-key-set.ts';
import type { KeyRing } from './key-ring.ts';
import { KeysUnavailable } from './token.errors.ts';

export type KeySetOptions = Readonly<{
  /** Address of the key set, or how to find it: asked before the first fetch, and again after one that failed. */
  uri: URL | (() => Promise<URL>);
  /** Default RS256 alone. */
  algorithms?: readonly Algorithm[] | undefined;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Told of every fetch that failed. */
  onFailure?: (error: unknown) => void;
}>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long keys are good for: what `Cache-Control` says, within bounds. */
const FRESH = { least: 5 * MINUTE, unsaid: 10 * MINUTE, most: 24 * HOUR };
/** How much longer they are used while they cannot be renewed. */
const STALE = 2 * HOUR;
/** After a fetch for an unknown `kid` that was in vain, and between attempts to renew stale keys. */
const COOL_DOWN = 30 * SECOND;
/** Between attempts while a key is missed and fetches fail. */
const RETRY = 1 * SECOND;

type Held = Readonly<{ ring: KeyRing; freshUntil: number; staleUntil: number }>;

/**
 * The keys of one issuer, kept for as long as they are good.
 *
 * - One fetch at a time; every caller who waits gets its result.
 * - Fresh for `max-age`, at least 5 minutes, at most 24 hours, 10 minutes when the issuer does not say. Then renewed
 *   while the old keys are used, for 2 hours at most.
 * - An unknown `kid` leads to one fetch, and if that is in vain to no other for 30 seconds: however many names are made
 *   up, the issuer is asked twice a minute. A key that was just rotated in is found by the first of these.
 * - Without keys, a failed fetch is followed by another no sooner than after a second; who asks meanwhile waits for it.
 */
export class KeySet {
  readonly #options: KeySetOptions;
  #held: Held | undefined;
  #flight: Promise<void> | undefined;
  #lastMiss = -Infinity;
  #lastFailure = -Infinity;
  #failing = false;
  #address: URL | undefined;

  constructor(options: KeySetOptions) {
    this.#options = options;
  }

  /** Starts to fetch the keys if there are none yet. Never throws. */
  prefetch(): void {
    if (!this.#held) void this.#refresh();
  }

  /**
   * The keys, if one of them is named `kid`.
   *
   * @throws KeysUnavailable when there are none and none can be had
   */
  async find(kid: string): Promise<KeyRing | undefined> {
    const before = this.#held;
    let { ring } = await this.#current();
    if (!ring.has(kid) && this.#held === before && this.#mayLookAgain()) {
      await this.#refresh();
      ({ ring } = await this.#current());
    }
    if (ring.has(kid)) return ring;
    if (this.#held !== before) this.#lastMiss = this.#options.clock();
    return undefined;
  }

  /** The keys at hand, fetched first if there are none. */
  async #current(): Promise<Held> {
    const now = this.#options.clock();
    if (!this.#held || now >= this.#held.staleUntil) {
      await this.#refresh(Math.min(RETRY, Math.max(0, this.#lastFailure + RETRY - now)));
    } else if (now >= this.#held.freshUntil) {
      await this.#renew(now);
    }
    if (!this.#held || this.#options.clock() >= this.#held.staleUntil) throw new KeysUnavailable(1);
    return this.#held;
  }

  /** Renews stale keys beside the request. */
  async #renew(now: number): Promise<void> {
    if (this.#flight || now < this.#lastFailure + COOL_DOWN) return;
    const renewal = this.#refresh();
    // A sandbox that sleeps between requests may never finish a fetch that is not awaited: wait for the next one.
    if (this.#failing) await renewal;
  }

  #mayLookAgain(): boolean {
    const now = this.#options.clock();
    return now >= this.#lastMiss + COOL_DOWN && now >= this.#lastFailure + RETRY;
  }

  /** Joins the fetch on its way, or starts one after `delay` milliseconds. Never rejects. */
  #refresh(delay = 0): Promise<void> {
    this.#flight ??= pause(delay)
      .then(() => this.#locate())
      .then((address) => fetchKeySet(address, this.#options.algorithms))
      .then((keys) => this.#hold(keys))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => (this.#flight = undefined));
    return this.#flight;
  }

  async #locate(): Promise<URL> {
    const { uri } = this.#options;
    return (this.#address ??= typeof uri === 'function' ? await uri() : uri);
  }

  #hold({ ring, maxAge = FRESH.unsaid }: FetchedKeys): void {
    const freshUntil = this.#options.clock() + Math.min(Math.max(maxAge, FRESH.least), FRESH.most);
    this.#held = { ring, freshUntil, staleUntil: freshUntil + STALE };
    this.#failing = false;
  }

  #fail(error: unknown): void {
    this.#lastFailure = this.#options.clock();
    this.#failing = true;
    // The issuer may have moved its keys.
    this.#address = undefined;
    this.#options.onFailure?.(error);
  }
}

async function pause(delay: number): Promise<void> {
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
}
