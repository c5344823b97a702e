type End = () => unknown;

/** What was started and is to be ended, the last one first. */
export type Closing = { add(end: End): void; close(): Promise<void> };

export function createClosing(): Closing {
  const ends: End[] = [];
  return {
    add(end) {
      ends.push(end);
    },
    async close() {
      for (let end = ends.pop(); end; end = ends.pop()) await end();
    },
  };
}
