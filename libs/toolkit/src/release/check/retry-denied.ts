import { setTimeout as pause } from 'node:timers/promises';

/** IAM takes some seconds to let a role do what its policy has just been changed to. */
const DENIED_FOR_MS = 60_000;
const PAUSE_MS = 2000;

type Clock = Readonly<{ now: () => number; pause: (ms: number) => Promise<void> }>;

const CLOCK: Clock = { now: () => Date.now(), pause };

/**
 * Calls AWS again, for up to a minute, while it denies that: the permission for a new version is as old as the version.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export function retryDenied<Given extends readonly unknown[], Result>(
  call: (...given: Given) => Promise<Result>,
  clock: Clock = CLOCK,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    const until = clock.now() + DENIED_FOR_MS;
    for (;;) {
      try {
        return await call(...given);
      } catch (error) {
        if (!(error as Error).name.startsWith('AccessDenied') || clock.now() >= until) throw error;
        await clock.pause(PAUSE_MS);
      }
    }
  };
}
