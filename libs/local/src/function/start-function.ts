import { randomUUID } from 'node:crypto';
import { LOCAL_RUNNER, managedFlags } from '@lambda-nest/toolkit/managed-runtime';
import type { FunctionRunner, InvocationResult, InvocationTimes } from '../gateway/function-runner.ts';
import { managedEnvironment } from './managed-environment.ts';
import type { FunctionProcess } from './start-process.ts';
import { startProcess } from './start-process.ts';

export type FunctionOptions = {
  /** Directory of the unpacked zip, until {@link LocalFunction.restart} names another. */
  taskRoot: string;
  /** Told of a directory that no process runs from any more. */
  retired?: (taskRoot: string) => void;
  /** Default `lambda.handler`. */
  handler?: string;
  /** The function's own variables, besides those Lambda sets. */
  environment?: Readonly<Record<string, string>>;
  functionName?: string;
  /** Port on which a debugger may attach, on loopback. Default: none may. */
  inspect?: number;
  /** Default 1024, as `infra/parameters/default.yml`. */
  memoryMb?: number;
  /** Default 28,000. */
  timeoutMs?: number;
  region?: string;
  /** Takes what the function writes. */
  write?: (text: string) => void;
  /** Takes a line about its life: crashes, time-outs. */
  log?: (line: string) => void;
};

export type LocalFunction = FunctionRunner & {
  pid(): number | undefined;
  /**
   * Puts a new process in charge, the old one finishes what it has begun. Rejects when INIT does.
   *
   * @param taskRoot directory of another bundle; default the one before
   * @param environment other variables of its own; default those before
   */
  restart(taskRoot?: string, environment?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
};

type Life = FunctionProcess & {
  taskRoot: string;
  used: boolean;
  /** Invocations that wait for it or run in it. */
  load: number;
};

/** How long INIT may take. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_MS = 10_000;

/**
 * Runs the bundle as Lambda does, in a process of its own, and keeps one there.
 *
 * Harsher than Lambda, invocations overlap in it. An invocation past its time kills the process; so does a crash; what
 * else was in flight fails with it, and the next process is started at once, or by the next invocation when it did not
 * survive INIT.
 */
export function startFunction(options: FunctionOptions): LocalFunction {
  const { timeoutMs = 28_000, log = () => undefined, retired = () => undefined } = options;
  let { taskRoot, environment } = options;
  const lives = new Set<Life>();
  let current: Life | undefined;
  let closed = false;

  const begin = (): Life => {
    const life: Life = Object.assign(
      startProcess(processOptions({ ...options, environment: environment ?? {} }, taskRoot)),
      {
        taskRoot,
        used: false,
        load: 0,
      },
    );
    lives.add(life);
    // At a breakpoint time passes.
    const initMs = options.inspect === undefined ? INIT_MS : timeoutMs;
    const tooLong = setTimeout(() => {
      log(`function: INIT took more than ${initMs / 1000} s and was ended`);
      life.kill();
    }, initMs);
    void settled(life.ready).finally(() => clearTimeout(tooLong));
    void watch(life);
    return life;
  };

  const watch = async (life: Life): Promise<void> => {
    const survivedInit = await settled(life.ready);
    if (!survivedInit) {
      if (current === life) current = undefined;
      life.kill();
    }
    const how = await life.ended;
    lives.delete(life);
    retire(life.taskRoot);
    if (closed || current !== life) return;
    log(`function: the process ended (${how}), starting another`);
    current = begin();
  };

  const retire = (folder: string): void => {
    if (folder === taskRoot || closed) return;
    if (![...lives].some((life) => life.taskRoot === folder)) retired(folder);
  };

  /** The process in charge, past its INIT. A newer one may have taken over while it was waited for. */
  const alive = async (): Promise<Life> => {
    for (;;) {
      if (closed) throw new Error('the function was closed');
      const life = (current ??= begin());
      life.load += 1;
      try {
        await life.ready;
        return life;
      } catch (error) {
        life.load -= 1;
        if (current === undefined || current === life) throw error;
      }
    }
  };

  const replace = (life: Life): void => {
    if (current === life) current = begin();
    life.kill();
  };

  const invoke = async (event: string, traceId: string): Promise<InvocationResult> => {
    const asked = performance.now();
    let life: Life;
    try {
      life = await alive();
    } catch (error) {
      return { ok: false, reason: `INIT failed: ${(error as Error).message}` };
    }
    const cold = !life.used;
    life.used = true;
    const started = performance.now();
    const times = (): InvocationTimes => ({
      functionMs: performance.now() - started,
      initMs: started - asked,
      cold,
    });
    const deadlineMs = Date.now() + timeoutMs;
    const timer = setTimeout(replace, timeoutMs, life);
    try {
      const payload = await life.invoke(event, { requestId: randomUUID(), deadlineMs, traceId });
      return { ok: true, payload, times: times() };
    } catch (error) {
      const timedOut = Date.now() >= deadlineMs;
      const seconds = (timeoutMs / 1000).toFixed(2);
      const reason = timedOut ? `task timed out after ${seconds} seconds` : (error as Error).message;
      return { ok: false, reason, times: times() };
    } finally {
      life.load -= 1;
      clearTimeout(timer);
    }
  };

  const drain = async (life: Life | undefined): Promise<void> => {
    if (!life) return;
    while (life.load > 0) await Promise.race([delay(20), life.ended]);
    life.kill();
  };

  return {
    invoke,
    pid: () => current?.pid,
    async restart(next = taskRoot, variables = environment) {
      const former = current;
      const before = taskRoot;
      taskRoot = next;
      environment = variables;
      // Two processes cannot have one debugger's port: what the former has begun is given up.
      if (options.inspect !== undefined) {
        current = undefined;
        former?.kill();
        await former?.ended;
      }
      current = begin();
      void drain(former);
      // A process that ended on its own, or never was there, retires nothing.
      retire(before);
      await current.ready;
    },
    async close() {
      closed = true;
      for (const life of lives) life.kill();
      await Promise.all([...lives].map((life) => life.ended));
    },
  };
}

function processOptions(options: FunctionOptions, taskRoot: string): Parameters<typeof startProcess>[0] {
  const { handler = 'lambda.handler', functionName = 'local', region = 'us-east-1' } = options;
  const { memoryMb = 1024, environment = {}, write = () => undefined } = options;
  return {
    flags: [
      ...managedFlags(memoryMb),
      LOCAL_RUNNER,
      ...(options.inspect === undefined ? [] : [`--inspect=127.0.0.1:${options.inspect}`]),
    ],
    environment: {
      ...managedEnvironment({ taskRoot, handler, functionName, memoryMb, region }),
      ...environment,
    },
    write,
  };
}

async function settled(promise: Promise<void>): Promise<boolean> {
  try {
    await promise;
    return true;
  } catch {
    return false;
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
