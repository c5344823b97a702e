import { setTimeout as pause } from 'node:timers/promises';

/** What was replied while something else went on. */
export type Watched = Readonly<{
  /** How often each status came with each text, the latter as `describe` gives it. */
  counts: ReadonlyMap<string, number>;
  /** The same, each whenever it is another than the one before. */
  changes: readonly string[];
  slowestMs: number;
}>;

type Watch = Readonly<{
  /** 20 a second by default, as much as the stage dev lets through. */
  perSecond?: number;
  /** Sent with each request; called before each, where it is a function. */
  headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
  describe?: (status: number, body: string) => string;
}>;

/** Asks an address again and again until it is stopped. */
export function watchRequests(
  url: string,
  { perSecond = 20, headers = {}, describe = (status, body) => `${status} ${body}` }: Watch = {},
): { stop(): Promise<Watched> } {
  const counts = new Map<string, number>();
  const changes: string[] = [];
  const asked: Promise<void>[] = [];
  const state = { isOver: false };
  let slowestMs = 0;
  const ask = async (): Promise<void> => {
    const started = performance.now();
    const seen = await fetch(url, { headers: typeof headers === 'function' ? headers() : headers }).then(
      async (response) => describe(response.status, await response.text()),
      (error: Error) =>
        `no response: ${(error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.message}`,
    );
    slowestMs = Math.max(slowestMs, performance.now() - started);
    counts.set(seen, (counts.get(seen) ?? 0) + 1);
    if (changes.at(-1) !== seen) changes.push(seen);
  };
  const asking = (async () => {
    while (!state.isOver) {
      asked.push(ask());
      await pause(1000 / perSecond);
    }
    await Promise.all(asked);
  })();
  return {
    async stop() {
      state.isOver = true;
      await asking;
      return { counts, changes, slowestMs };
    },
  };
}

/** A watch as one line. */
export function tell({ counts, slowestMs }: Watched): string {
  const each = [...counts].map(([seen, count]) => `${count} × ${seen}`).join(', ');
  return `${each}, slowest ${slowestMs.toFixed(0)} ms`;
}
