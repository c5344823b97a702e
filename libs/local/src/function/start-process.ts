import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { ownScript } from '@lambda-nest/toolkit/scripts';
import type { FunctionError, Invoke, Report } from './message-channel.ts';
import { receiveMessages, sendMessage } from './message-channel.ts';

/** One life of the function: what Lambda calls an execution environment. */
export type FunctionProcess = {
  pid: number | undefined;
  /** Settles when INIT is over; rejects with its error. */
  ready: Promise<void>;
  /** What the handler returned, as JSON. Rejects when it threw or the process ended. */
  invoke(event: string, invocation: Omit<Invoke, 'id'>): Promise<string>;
  /** Settles with how it ended: `exit code 128`, `SIGKILL`. */
  ended: Promise<string>;
  kill(): void;
};

export type ProcessOptions = {
  flags: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** Takes what the function writes, stdout and stderr alike. */
  write: (text: string) => void;
};

const RUNTIME = ownScript(import.meta.url, './runtime');

type Waiting = { resolve: (payload: string) => void; reject: (error: Error) => void };

/** Starts the function in a process of its own. */
export function startProcess({ flags, environment, write }: ProcessOptions): FunctionProcess {
  const child = spawn(process.execPath, [...flags, RUNTIME], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', write);
  const channel = child.stdio[3] as Duplex;
  // The far end may be gone while a message is under way; `ended` tells of it.
  channel.on('error', () => undefined);
  const waiting = new Map<number, Waiting>();
  const init = Promise.withResolvers<void>();
  init.promise.catch(() => undefined);
  receiveMessages<Report>(channel, ({ head, payload }) => {
    if (head.kind === 'ready') return init.resolve();
    if (head.kind === 'init-error') return init.reject(errorOf(head.error));
    const invocation = waiting.get(head.id);
    waiting.delete(head.id);
    return head.kind === 'result' ? invocation?.resolve(payload) : invocation?.reject(errorOf(head.error));
  });
  const ended = endOf(child).then((how) => {
    const error = new Error(`the function's process ended (${how})`);
    init.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    return how;
  });
  let lastId = 0;
  return {
    pid: child.pid,
    ready: init.promise,
    invoke: (event, invocation) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        sendMessage<Invoke>(channel, { ...invocation, id: lastId }, event);
      }),
    ended,
    kill: () => void child.kill('SIGKILL'),
  };
}

async function endOf(child: ReturnType<typeof spawn>): Promise<string> {
  // `close` comes after `exit`, when all it wrote has been read.
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal ?? `exit code ${code}`;
}

function errorOf({ errorType, errorMessage }: FunctionError): Error {
  return new Error(`${errorType}: ${errorMessage}`);
}
