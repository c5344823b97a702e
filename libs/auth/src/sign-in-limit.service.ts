import { Inject, Injectable } from '@nestjs/common';
import { isError, SignInRejected } from '@lambda-nest/identity';
import type { Failures, FailureStore } from './failure.store.ts';
import { networkOf } from './network-of.ts';
import { SignInLocked } from './sign-in-locked.exception.ts';

/** Injection token of the {@link FailureStore}. */
export const FAILURE_STORE = Symbol.for('lambda-nest:auth:failure-store');

/** How long failures count, from the first on, and so how long a locked sign-in stays locked: five minutes. */
export const WINDOW_MS = 5 * 60_000;

/**
 * Failures in a window: far more than a person needs, far fewer than guessing does. Those of an account from one network
 * close it to that network alone; from wherever they come, ten times as many close it to networks it never signed in from.
 */
const MAX_FAILURES = { 'account and network': 10, account: 100, network: 50 } as const;

/** Pairs of account and network that signed in, which others' failures do not close. */
const MAX_KNOWN = 10_000;

const NONE: Failures = { count: 0, until: 0 };

type Key = Readonly<{ by: keyof typeof MAX_FAILURES; name: string }>;

/** Who tries to sign in. */
export type Attempt = Readonly<{
  /** Absent with a refresh token: only the network counts. */
  account?: string;
  /** Client address; `''` when it is not known, or that of many: then no network is closed, only the account. */
  address: string;
}>;

/**
 * Counts failed sign-ins by account and network: every sign-in leaves from Lambda's addresses, so the provider's own limit by
 * address would hit everyone at once. The gateway's throttle of the route bounds the whole, whatever the number of processes.
 */
@Injectable()
export class SignInLimit {
  readonly #store: FailureStore;
  readonly #pending = new Map<string, Set<Promise<void>>>();
  readonly #known = new Set<string>();
  /** Counts changes to the store: what was read before one is read again. */
  #changes = 0;

  constructor(@Inject(FAILURE_STORE) store: FailureStore) {
    this.#store = store;
  }

  /**
   * Signs in, unless too much has failed. Attempts side by side count before they end: one that could be a failure too many
   * waits for the others.
   *
   * @throws SignInLocked
   */
  async guard<Result>(attempt: Attempt, signIn: () => Promise<Result>): Promise<Result> {
    const keys = this.#keysOf(attempt);
    const end = await this.#begin(keys);
    try {
      const signedIn = await signIn();
      await this.#succeed(keys);
      return signedIn;
    } catch (error) {
      if (isError(error, SignInRejected)) await this.#fail(keys);
      throw error;
    } finally {
      end();
    }
  }

  /** Waits until the attempt may begin; it counts from then on, until the function that comes back is called. */
  async #begin(keys: readonly Key[]): Promise<() => void> {
    for (;;) {
      const changes = this.#changes;
      const failures = await this.#store.read(keys.map(({ name }) => name));
      if (changes !== this.#changes) continue;
      const counted = keys.map((key, index) => ({ ...key, ...(failures[index] ?? NONE) }));
      assertOpen(counted);
      const crowded = counted.find(
        ({ by, name, count }) => count + (this.#pending.get(name)?.size ?? 0) >= MAX_FAILURES[by],
      );
      // Now, before anything else runs: what was counted would not be so any more.
      if (!crowded) return this.#reserve(keys);
      await Promise.race(this.#pending.get(crowded.name) ?? []);
    }
  }

  #reserve(keys: readonly Key[]): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const { name } of keys) this.#pending.set(name, (this.#pending.get(name) ?? new Set()).add(promise));
    return () => {
      for (const { name } of keys) {
        const pending = this.#pending.get(name);
        pending?.delete(promise);
        if (pending?.size === 0) this.#pending.delete(name);
      }
      resolve();
    };
  }

  #keysOf({ account, address }: Attempt): readonly Key[] {
    const network = networkOf(address);
    if (account === undefined)
      return network === undefined ? [] : [{ by: 'network', name: `network ${network}` }];
    const name = account.trim().toLowerCase();
    if (network === undefined) return [{ by: 'account', name: `account ${name}` }];
    const pair: Key = { by: 'account and network', name: `${network} ${name}` };
    if (this.#known.has(pair.name)) return [pair];
    return [pair, { by: 'account', name: `account ${name}` }, { by: 'network', name: `network ${network}` }];
  }

  /** A caller who knows the password has not been guessing here; others may still be, at the account or from the network. */
  async #succeed(keys: readonly Key[]): Promise<void> {
    const pair = keys.find(({ by }) => by === 'account and network');
    if (!pair) return;
    this.#known.delete(pair.name);
    this.#known.add(pair.name);
    if (this.#known.size > MAX_KNOWN) this.#known.delete(this.#known.keys().next().value as string);
    await this.#store.remove(pair.name);
    this.#changes += 1;
  }

  async #fail(keys: readonly Key[]): Promise<void> {
    await this.#store.add(keys.map(({ name }) => name));
    this.#changes += 1;
  }
}

/** @throws SignInLocked for the key that is closed longest */
function assertOpen(counted: readonly (Key & Failures)[]): void {
  const closed = counted.filter(({ by, count }) => count >= MAX_FAILURES[by]);
  const last = closed.toSorted((one, other) => other.until - one.until)[0];
  if (last) throw new SignInLocked(last.by, (last.until - Date.now()) / 1000);
}
