import { operateStack } from './operate-stack.ts';
import type { StackParts } from './stack-parts.ts';
import { Halted, pause, type Stepping } from './stepping.ts';
import type { StackOperation, StackRecord } from './stack-records.ts';

export type Engine = {
  /** Takes the operation that is written down in a stack to its end, in the background. */
  start(stack: StackRecord): void;
  /** Changes a stack, whether an operation is under way or not. */
  edit(stack: StackRecord, change: (stack: StackRecord) => void): void;
  /** Goes on with what was under way when the cloud ended. */
  resume(): void;
  /** Lets every operation come to the end of its step. */
  close(): Promise<void>;
};

/** Runs the operations of stacks, of each stack one at a time. */
export function createEngine(parts: StackParts): Engine {
  const { stacks } = parts.records;
  const running = new Map<string, { stack: StackRecord; end: Promise<void> }>();
  let isClosed = false;

  const run = async (stack: StackRecord & { operation: StackOperation }): Promise<void> => {
    const stepping: Stepping = {
      save: () => stacks.put([stack.region, stack.StackId], stack),
      async step() {
        await pause(parts.stepMs);
        if (isClosed) throw new Halted();
      },
    };
    try {
      await operateStack(stack, { ...parts, ...stepping });
    } catch (error) {
      // What is saved goes on at the next start.
      if (!(error instanceof Halted)) parts.log(`${stack.StackName}: ${(error as Error).stack}`);
    } finally {
      running.delete(stack.StackId);
    }
  };

  const start = (stack: StackRecord): void => {
    if (!stack.operation || running.has(stack.StackId)) return;
    stacks.put([stack.region, stack.StackId], stack);
    const end = pause(0).then(() => run(stack as StackRecord & { operation: StackOperation }));
    running.set(stack.StackId, { stack, end });
  };

  return {
    start,
    edit(stack, change) {
      const live = running.get(stack.StackId)?.stack ?? stack;
      change(live);
      stacks.put([live.region, live.StackId], live);
    },
    resume() {
      for (const stack of stacks.list()) {
        if (!stack.operation) continue;
        parts.log(`${stack.StackName}: going on with what was under way`);
        start(stack);
      }
    },
    async close() {
      isClosed = true;
      await Promise.all([...running.values()].map(({ end }) => end));
    },
  };
}
