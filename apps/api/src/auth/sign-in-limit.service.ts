import { Injectable } from '@nestjs/common';
import { Problem } from '#problem';

const WINDOW_MS = 5 * 60_000;
const MAX_ENTRIES = 10_000;

/** Failures that one key may have in five minutes: far more than a person needs, far fewer than guessing does. */
const MOST = { account: 10, source: 50 } as const;

type Entry = { failures: number; since: number };

/**
 * Counts failed sign-ins by account and by client address, in this process: every sign-in leaves from Lambda's
 * addresses, so the provider's own limit by address would hit everyone at once. The gateway's throttle of the route
 * bounds the whole, whatever the number of processes.
 */
@Injectable()
export class SignInLimit {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number = Date.now;

  /** @throws Problem 429 with `Retry-After` when either has failed too often, whether or not the account exists */
  check(account: string, source: string): void {
    const wait = Math.max(
      this.#waitOf(accountKey(account), MOST.account),
      this.#waitOf(sourceKey(source), MOST.source),
    );
    if (wait > 0) throw tooManyAttempts(Math.ceil(wait / 1000));
  }

  recordFailure(account: string, source: string): void {
    this.#add(accountKey(account));
    this.#add(sourceKey(source));
  }

  recordSuccess(account: string): void {
    this.#entries.delete(accountKey(account));
  }

  #waitOf(key: string, most: number): number {
    const entry = this.#entries.get(key);
    if (!entry || entry.failures < most) return 0;
    return Math.max(0, entry.since + WINDOW_MS - this.#now());
  }

  #add(key: string): void {
    const now = this.#now();
    const known = this.#entries.get(key);
    const isCurrent = known !== undefined && now - known.since < WINDOW_MS;
    // Re-inserted, so that the oldest entry is the one that makes room.
    this.#entries.delete(key);
    this.#entries.set(
      key,
      isCurrent ? { ...known, failures: known.failures + 1 } : { failures: 1, since: now },
    );
    if (this.#entries.size <= MAX_ENTRIES) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }
}

export function tooManyAttempts(retryAfter: number): Problem {
  return new Problem({
    status: 429,
    detail: 'Too many failed sign-ins. Try again later.',
    headers: { 'Retry-After': String(Math.max(1, retryAfter)) },
  });
}

function accountKey(account: string): string {
  return `account:${account.trim().toLowerCase()}`;
}

function sourceKey(source: string): string {
  return `source:${source}`;
}
