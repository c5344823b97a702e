/** The local AWS ends. What is under way goes on when it is started again. */
export class Halted extends Error {
  override readonly name = 'Halted';
}

/** How an operation goes on step by step. */
export type Stepping = {
  /** Writes down what was done. Call it in the same turn as what it is about. */
  save(): void;
  /** Waits before the next step. Throws {@link Halted} when there is to be none. */
  step(): Promise<void>;
};

/** Lets the event loop turn, and so much time pass. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
