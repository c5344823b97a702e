import { AsyncLocalStorage } from 'node:async_hooks';

export type Undoing = {
  /** Takes back what was noted within `change` when it rejects, the latest first. */
  attempt<T>(change: () => Promise<T>): Promise<T>;
  /** Notes how something that was just done is taken back. Outside of an attempt nothing is ever taken back. */
  note(undo: () => void): void;
};

/** Attempts go on beside each other; each takes back its own. */
export function createUndoing(): Undoing {
  const attempts = new AsyncLocalStorage<{ undos: (() => void)[] | undefined }>();
  return {
    attempt<T>(change: () => Promise<T>): Promise<T> {
      const undos: (() => void)[] = [];
      const attempt: { undos: typeof undos | undefined } = { undos };
      return attempts.run(attempt, async () => {
        try {
          return await change();
        } catch (error) {
          attempt.undos = undefined;
          for (const undo of undos.reverse()) undo();
          throw error;
        } finally {
          // What the change has set going, a process for example, writes on in its context.
          attempt.undos = undefined;
        }
      });
    },
    note: (undo) => void attempts.getStore()?.undos?.push(undo),
  };
}
