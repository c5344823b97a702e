import { Injectable } from '@nestjs/common';
import { SignInRefused } from '#identity';
import { Problem } from '#problem';

const WINDOW_MS = 5 * 60_000;
const MAX_ENTRIES = 10_000;

/** Failures that one key may have in five minutes: far more than a person needs, far fewer than guessing does. */
const MOST = { account: 10, source: 50 } as const;

type Key = Readonly<{ name: string; most: number }>;
type Entry = { failures: number; since: number };

/** Who tries to sign in. Without an account, as with a refresh token, only the address counts. */
export type Attempt = Readonly<{ account?: string; source: string }>;

/**
 * Counts failed sign-ins by account and by client address, in this process: every sign-in leaves from Lambda's
 * addresses, so the provider's own limit by address would hit everyone at once. The gateway's throttle of the route
 * bounds the whole, whatever the number of processes.
 */
@Injectable()
export class SignInLimit {
  readonly #entries = new Map<string, Entry>();
  readonly #pending = new Map<string, Set<Promise<void>>>();

  /**
   * Signs in, unless account or address has failed too often. Attempts side by side count before they end: one that
   * could be a failure too many waits for the others.
   *
   * @throws Problem 429 with `Retry-After`, whether or not the account exists
   */
  async guard<Result>({ account, source }: Attempt, signIn: () => Promise<Result>): Promise<Result> {
    const keys = [sourceKey(source), ...(account === undefined ? [] : [accountKey(account)])];
    for (let crowd = this.#crowdOf(keys); crowd; crowd = this.#crowdOf(keys)) await crowd;
    const attempt = signIn();
    const settled = attempt.then(
      () => this.#succeed(keys),
      (error: unknown) => this.#fail(keys, error),
    );
    for (const { name } of keys) this.#pending.set(name, (this.#pending.get(name) ?? new Set()).add(settled));
    await settled;
    for (const { name } of keys) this.#forget(name, settled);
    return attempt;
  }

  /** What to wait for before another attempt may start; `undefined` when it may. */
  #crowdOf(keys: readonly Key[]): Promise<void> | undefined {
    const wait = Math.max(...keys.map((key) => this.#waitOf(key)));
    if (wait > 0) throw tooManyAttempts(Math.ceil(wait / 1000));
    const crowded = keys.find(({ name, most }) => {
      return this.#failuresOf(name) + (this.#pending.get(name)?.size ?? 0) >= most;
    });
    return crowded && Promise.race(this.#pending.get(crowded.name) ?? []);
  }

  #failuresOf(name: string): number {
    const entry = this.#entries.get(name);
    return entry !== undefined && Date.now() - entry.since < WINDOW_MS ? entry.failures : 0;
  }

  #waitOf({ name, most }: Key): number {
    const { since = 0 } = this.#entries.get(name) ?? {};
    return this.#failuresOf(name) < most ? 0 : since + WINDOW_MS - Date.now();
  }

  /** Whoever knows the password has not been guessing; an address may still be, at other accounts. */
  #succeed(keys: readonly Key[]): void {
    const account = keys.find(({ most }) => most === MOST.account);
    if (account) this.#entries.delete(account.name);
  }

  #fail(keys: readonly Key[], error: unknown): void {
    if (!(error instanceof SignInRefused)) return;
    for (const { name } of keys) {
      const failures = this.#failuresOf(name);
      const since = failures > 0 ? this.#entries.get(name)?.since : undefined;
      // Re-inserted, so that the oldest entry is the one that makes room.
      this.#entries.delete(name);
      this.#entries.set(name, { failures: failures + 1, since: since ?? Date.now() });
    }
    while (this.#entries.size > MAX_ENTRIES) this.#entries.delete(this.#entries.keys().next().value ?? '');
  }

  #forget(name: string, settled: Promise<void>): void {
    const pending = this.#pending.get(name);
    pending?.delete(settled);
    if (pending?.size === 0) this.#pending.delete(name);
  }
}

export function tooManyAttempts(retryAfter: number): Problem {
  return new Problem({
    status: 429,
    detail: 'Too many failed sign-ins. Try again later.',
    headers: { 'Retry-After': String(Math.max(1, retryAfter)) },
  });
}

function accountKey(account: string): Key {
  return { name: `account:${account.trim().toLowerCase()}`, most: MOST.account };
}

/** Of IPv6 the network: whoever has one address there has 2^64 of them. */
function sourceKey(source: string): Key {
  const isIpv6 = source.includes(':') && !source.includes('.');
  const network = isIpv6 ? (source.split('::')[0] ?? '').split(':').slice(0, 4).join(':') : source;
  return { name: `source:${network}`, most: MOST.source };
}
