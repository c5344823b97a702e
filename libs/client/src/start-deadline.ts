import { timeoutError } from './api-error.ts';

/** The time that one call has. */
export type Deadline = Readonly<{
  /** Aborts when the time is over, with an `ApiError`, or when the caller aborts, with the caller's reason. */
  signal: AbortSignal;
  remainingMs(): number;
  /** Settles as the promise does; rejects with the signal's reason should that abort first. */
  race<T>(promise: Promise<T>): Promise<T>;
  /** Waits for some milliseconds. */
  wait(ms: number): Promise<void>;
  /** Leaves no timer and no listener behind. */
  end(): void;
}>;

/** Starts the time of a call, which the caller's own signal may cut short. */
export function startDeadline(timeoutMs: number, caller?: AbortSignal | null): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const until = performance.now() + timeoutMs;
  const timer = setTimeout(() => controller.abort(timeoutError(timeoutMs)), timeoutMs);
  const follow = (): void => controller.abort(caller?.reason);
  caller?.addEventListener('abort', follow, { once: true });
  if (caller?.aborted) follow();
  return {
    signal,
    remainingMs: () => until - performance.now(),
    race: (promise) => raceAbort(promise, signal),
    async wait(ms) {
      let waiting: ReturnType<typeof setTimeout> | undefined;
      const waited = new Promise<void>((resolve) => {
        waiting = setTimeout(resolve, ms);
      });
      await raceAbort(waited, signal).finally(() => clearTimeout(waiting));
    },
    end() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', follow);
    },
  };
}

function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
