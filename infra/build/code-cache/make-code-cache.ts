import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { managedEnvironment, managedFlags } from './managed-runtime.ts';
import { sampleEvents } from './sample-events.ts';
import { sampleEnvironment, startStubProvider } from './stub-provider.ts';

/**
 * Flags that keep chance out of the cache, and do not count for whether V8 accepts it: hashes of strings have the same seed
 * each time (they are made anew when it is read), and no function is caught while a thread compiles it.
 */
const REPRODUCIBLE = ['--random-seed=1', '--no-concurrent-sparkplug'];

/**
 * Makes a V8 code cache for every script of a built folder that the application runs when it starts and answers a first
 * request of each kind: in a process of its own, with the flags Lambda starts Node with. V8 accepts it only in the same
 * version and architecture. The same scripts make the same cache, byte for byte.
 *
 * @throws Error when the application does not start: then it would not in Lambda either.
 */
export async function makeCodeCache(folder: string): Promise<void> {
  const provider = await startStubProvider(0);
  try {
    const script = resolve(import.meta.dirname, 'write-code-cache.ts');
    const events = JSON.stringify(sampleEvents(provider.token));
    await promisify(execFile)(
      process.execPath,
      [...managedFlags(), ...REPRODUCIBLE, script, resolve(folder), events],
      {
        env: { ...managedEnvironment(folder, 'lambda.handler'), ...sampleEnvironment(provider) },
      },
    );
  } finally {
    provider.close();
  }
}
