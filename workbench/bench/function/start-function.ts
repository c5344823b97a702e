import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { LOCAL_RUNNER, managedEnvironment, managedFlags } from '@lambda-nest/toolkit/managed-runtime';
import type { RuntimeApi } from './runtime-api.ts';

/** A function as Lambda would be given it: the folder that is unpacked to /var/task, and the handler's name. */
export type Deployment = Readonly<{
  folder: string;
  handler: string;
  /** The file that holds the handler, for a worker to import. */
  file: string;
  environment?: Readonly<Record<string, string>>;
}>;

export type RunningFunction = Readonly<{
  /** When the process was asked for (`performance.now()`). */
  spawnedAt: number;
  pid: number;
  stop(): Promise<void>;
}>;

/**
 * Starts the runtime client with the managed runtime's flags on a deployment. What the function prints is dropped, as it
 * goes to a pipe of the platform there; its errors are shown.
 *
 * @param runtime folder of the runtime client, see build-candidates.ts.
 */
export function startFunction(deployment: Deployment, runtime: string, api: RuntimeApi): RunningFunction {
  const { folder, handler, environment } = deployment;
  const spawnedAt = performance.now();
  const child = spawn(
    process.execPath,
    [...managedFlags(), LOCAL_RUNNER, join(runtime, 'index.mjs'), handler],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...managedEnvironment(folder, handler), AWS_LAMBDA_RUNTIME_API: api.host, ...environment },
    },
  );
  child.on('exit', (code, signal) =>
    api.abandon(new Error(`The function's process ended: ${code ?? signal}`)),
  );
  return { spawnedAt, pid: child.pid ?? 0, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
