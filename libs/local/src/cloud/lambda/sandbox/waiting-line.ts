/**
 * Starts one more of what is waited for, and has it served. Rejects when it cannot be had.
 *
 * @param isServed whether the one it is started for has got another one meanwhile
 */
export type Start = (isServed: () => boolean) => Promise<void>;

type Waiter<T> = {
  key: string;
  start: Start;
  isStarted: boolean;
  isServed: boolean;
  resolve(thing: T): void;
  reject(error: unknown): void;
};

/**
 * Who waits for things of a kind: for the first that is free, or that was started for it.
 *
 * One is started for each that waits, but no more than `maxStarting` at once, and none while `hasRoom` denies it: a laptop that starts
 * fifty processes for fifty requests serves none of them in time, while the first two would have served all.
 *
 * Assumed: Lambda starts one for each request at once, and a request may get another that is free before.
 */
export function createWaitingLine<T>(maxStarting: number, hasRoom: () => boolean = () => true) {
  let line: Waiter<T>[] = [];
  let starting = 0;

  const leave = (waiter: Waiter<T>): void => {
    waiter.isServed = true;
    line = line.filter((one) => one !== waiter);
  };

  const startFor = async (waiter: Waiter<T>): Promise<void> => {
    starting += 1;
    waiter.isStarted = true;
    try {
      await waiter.start(() => waiter.isServed);
    } catch (error) {
      leave(waiter);
      waiter.reject(error);
    }
    starting -= 1;
    startMore();
  };

  const startMore = (): void => {
    for (const waiter of line) {
      if (starting >= maxStarting) return;
      if (!waiter.isStarted && hasRoom()) void startFor(waiter);
    }
  };

  return {
    /** The next thing of this kind: first come, first served. */
    wait(key: string, start: Start): Promise<T> {
      return new Promise((resolve, reject) => {
        line.push({ key, start, isStarted: false, isServed: false, resolve, reject });
        startMore();
      });
    },
    /** Gives a free one to who waits for it; `false` when there is no waiter. */
    serve(key: string, thing: T): boolean {
      const waiter = line.find((one) => one.key === key);
      if (!waiter) return false;
      leave(waiter);
      waiter.resolve(thing);
      return true;
    },
    /** Starts what was not started for want of room. */
    startMore,
    /** Releases all that wait. */
    close(error: Error): void {
      for (const waiter of line.splice(0)) waiter.reject(error);
    },
  };
}
