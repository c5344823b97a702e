import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { LOCAL_RUNNER, managedEnvironment, managedFlags } from '@lambda-nest/toolkit/managed-runtime';
import type { Deployment } from '../function/start-function.ts';
import type { Task } from '../workers/call.ts';

/**
 * Runs a worker on a deployment in a process of its own, with the managed runtime's flags and environment but without its
 * client, and gives what it reported.
 *
 * @param workers folder of the built workers.
 */
export async function runWorker<Result>(
  workers: string,
  name: 'warm' | 'start' | 'memory' | 'soak',
  deployment: Deployment,
  task: Omit<Task, 'file'>,
): Promise<Result> {
  const { folder, handler, environment, file } = deployment;
  const argument = JSON.stringify({ ...task, file: join(folder, file) });
  const child = spawn(
    process.execPath,
    [...managedFlags(), LOCAL_RUNNER, join(workers, `${name}.mjs`), argument],
    {
      cwd: folder,
      // A result has a pipe of its own: functions write what they like to the others.
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...managedEnvironment(folder, handler), ...environment },
    },
  );
  const [, , errors, results] = child.stdio as unknown as [null, null, Readable, Readable];
  const [output, result, [code]] = await Promise.all([text(errors), text(results), once(child, 'close')]);
  if (code !== 0) throw new Error(`The ${name} worker of ${folder} failed:\n${output}`);
  return JSON.parse(result) as Result;
}
