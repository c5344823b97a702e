import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { LogEvent } from '../../logs/event-table.ts';
import { readTelemetry } from './read-telemetry.ts';
import { startRuntimeApi, type Delivery, type RuntimeApi } from './runtime-api.ts';

/** INIT did not end well: it was too long, it failed, or the process ended. */
export class InitFailure extends Error {
  override readonly name = 'InitFailure';
  readonly status: 'error' | 'timeout';
  readonly errorType: string;
  /** What an invocation replies, as JSON. */
  readonly body: string;

  constructor(status: 'error' | 'timeout', errorType: string, body: string) {
    super(`INIT failed: ${errorType}`);
    this.status = status;
    this.errorType = errorType;
    this.body = body;
  }
}

export type Outcome =
  | { kind: 'response'; body: Buffer }
  | { kind: 'error'; body: string }
  | { kind: 'timeout' }
  /** The process ended: `exit status 1`, `signal: killed`. */
  | { kind: 'exit'; how: string };

/** One environment of a function: a process that handles one invocation at a time. */
export type Sandbox = {
  pid: number | undefined;
  /** Settles when INIT is over; rejects with {@link InitFailure}. */
  ready: Promise<void>;
  /** Milliseconds that INIT took, once it is over. */
  initMs(): number;
  /** Hands an invocation over. Past its time the process is killed. */
  invoke(delivery: Delivery): Promise<Outcome>;
  /** Settles when the process has ended and everything it wrote has been read. */
  ended: Promise<void>;
  /** Most memory that the process ever had, in MB, as far as the system tells. */
  maxMemoryMb(): number;
  kill(): void;
};

export type SandboxOptions = {
  /** Command line after Node itself. */
  command: readonly string[];
  taskRoot: string;
  /** Variables, once it is known where the runtime's API is. */
  environment: (runtimeApi: string) => Record<string, string>;
  /** How long INIT may take, in milliseconds. */
  initTimeoutMs: number;
  /** Takes what the function logs, and lines it writes to standard output or error. */
  log: (event: LogEvent, isRaw: boolean) => void;
};

/** Starts an environment: the runtime's API, and the process of the runtime client. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { command, taskRoot, environment, initTimeoutMs, log } = options;
  const init = Promise.withResolvers<void>();
  init.promise.catch(() => undefined);
  const started = performance.now();
  let initMs = 0;
  let current: { requestId: string; settle(outcome: Outcome): void } | undefined;

  const settle = (requestId: string, outcome: Outcome): void => {
    if (current?.requestId === requestId) current.settle(outcome);
  };
  const endInit = (failure?: InitFailure): void => {
    initMs ||= performance.now() - started;
    if (failure) init.reject(failure);
    else init.resolve();
  };
  const api: RuntimeApi = await startRuntimeApi({
    waiting: () => endInit(),
    initError: (body) => endInit(new InitFailure('error', errorTypeOf(body), body)),
    response: (requestId, body) => settle(requestId, { kind: 'response', body }),
    error: (requestId, body) => settle(requestId, { kind: 'error', body }),
  });
  const child = spawn(process.execPath, [...command], {
    cwd: taskRoot,
    env: environment(api.host),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  readOutput(child, log);
  const tooLong = setTimeout(() => {
    endInit(new InitFailure('timeout', 'Sandbox.Timedout', ''));
    child.kill('SIGKILL');
  }, initTimeoutMs);
  init.promise.then(
    () => clearTimeout(tooLong),
    () => clearTimeout(tooLong),
  );
  const end = async (): Promise<void> => {
    const how = await endOf(child);
    api.close();
    const body = JSON.stringify({
      errorType: 'Runtime.ExitError',
      errorMessage: `Error: Runtime exited with error: ${how}`,
    });
    endInit(new InitFailure('error', 'Runtime.ExitError', body));
    current?.settle({ kind: 'exit', how });
  };
  const ended = end();
  return {
    pid: child.pid,
    ready: init.promise,
    initMs: () => initMs,
    ended,
    maxMemoryMb: () => readMemory(child.pid),
    kill: () => void child.kill('SIGKILL'),
    invoke: (delivery) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          settle(delivery.requestId, { kind: 'timeout' });
          child.kill('SIGKILL');
        }, delivery.deadlineMs - Date.now());
        current = {
          requestId: delivery.requestId,
          settle(outcome) {
            current = undefined;
            clearTimeout(timer);
            resolve(outcome);
          },
        };
        api.deliver(delivery);
      }),
  };
}

function readOutput(child: ChildProcess, log: SandboxOptions['log']): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (message) => {
      if (message !== '') log({ timestamp: Date.now(), message }, true);
    });
  }
  readTelemetry(child.stdio[3] as Readable, (event) => log(event, false));
}

async function endOf(child: ChildProcess): Promise<string> {
  // `close` comes after `exit`, when all it wrote has been read.
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal === null ? `exit status ${code}` : `signal: ${signal === 'SIGKILL' ? 'killed' : signal}`;
}

function errorTypeOf(body: string): string {
  const { errorType = 'Runtime.Unknown' } = JSON.parse(body) as { errorType?: string };
  return errorType;
}

function readMemory(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.ceil(Number(kilobytes ?? 0) / 1024);
  } catch {
    // The process is gone.
    return 0;
  }
}
