import { readExamples } from '@lambda-nest/toolkit/deployment';
import { startFunction, type LocalFunction } from '../function/start-function.ts';
import type { InvocationResult } from '../gateway/function-runner.ts';
import type { Builder } from './create-builder.ts';
import { functionVariables } from './function-variables.ts';

/** A function of the project that no gateway calls. */
export type LocalWorker = Readonly<{
  name: string;
  builder: Builder;
  timeoutMs: number;
  memoryMb?: number | undefined;
}>;

export type LocalWorkers = {
  names: readonly string[];
  /** Builds the worker where that is necessary, and invokes it. Never rejects; `undefined` when there is none of that name. */
  invoke(name: string, event: string): Promise<InvocationResult | undefined>;
  /** Has the next invocation build again: sources or variables have changed. */
  renew(): void;
  close(): Promise<void>;
};

type Options = Readonly<{
  root: string;
  shell: NodeJS.ProcessEnv;
  /** Takes what the workers write. */
  write: (text: string) => void;
}>;

/** The workers of a project on this machine. None is built before it is invoked: no start waits for what is not used. */
export function createWorkers(workers: readonly LocalWorker[], options: Options): LocalWorkers {
  const running = new Map(workers.map((worker) => [worker.name, createRunning(worker, options)]));
  return {
    names: [...running.keys()],
    invoke: async (name, event) => running.get(name)?.invoke(event),
    renew: () => running.forEach((one) => one.renew()),
    async close() {
      await Promise.all([...running.values()].map((one) => one.close()));
    },
  };
}

type Running = {
  invoke(event: string): Promise<InvocationResult>;
  renew(): void;
  close(): Promise<void>;
};

function createRunning(
  { name, builder, timeoutMs, memoryMb }: LocalWorker,
  { root, shell, write }: Options,
): Running {
  let local: LocalFunction | undefined;
  let building: Promise<string> | undefined;

  /** What keeps it from being invoked, or nothing. */
  const prepare = async (): Promise<string> => {
    const built = await builder.build();
    if (!built.ok) return `it cannot be built:\n${built.output}`;
    const environment = functionVariables(root, { defaults: {} }, shell, readExamples(built.table));
    if (local) {
      await local.restart(built.taskRoot, environment);
      return '';
    }
    local = startFunction({
      taskRoot: built.taskRoot,
      environment,
      functionName: name,
      timeoutMs,
      ...(memoryMb !== undefined && { memoryMb }),
      retired: builder.remove,
      write,
      log: (line) => write(`${name}: ${line}\n`),
    });
    return '';
  };

  return {
    async invoke(event) {
      const current = (building ??= prepare().catch((error: Error) => error.message));
      const problem = await current;
      if (problem === '' && local) return local.invoke(event, '');
      // Perhaps it can be built next time.
      if (building === current) building = undefined;
      return { ok: false, reason: problem };
    },
    renew() {
      building = undefined;
    },
    async close() {
      builder.close();
      await local?.close();
    },
  };
}
