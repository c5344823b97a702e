import { join, resolve } from 'node:path';
import { CannotStart } from '@lambda-nest/toolkit/deployment';
import {
  DEFAULT_WORKER_TIMEOUT,
  FunctionConfigError,
  loadFunction,
  loadFunctions,
  loadFunctionsOfApi,
  type FunctionDescription,
} from '@lambda-nest/toolkit';
import { installPackages } from '../identity/install-packages.ts';
import { readOptions } from './read-options.ts';
import type { Builder, BuildOptions } from './create-builder.ts';
import { startLocal } from './start-local.ts';

const write = (text: string): boolean => process.stdout.write(text);

type Run = {
  /** The repository. */
  root: string;
  args: readonly string[];
  shell: NodeJS.ProcessEnv;
  createBuilder: (options: BuildOptions) => Builder;
};

/**
 * Runs the local cloud until a signal ends it, with nothing left behind.
 *
 * What a person must fix first is written as a sentence, and the process ends with code 1.
 */
export async function runLocal({ root, args, shell, createBuilder }: Run): Promise<void> {
  let stop: (() => unknown) | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void Promise.resolve(stop?.()).finally(() => process.exit(0)));
  }
  try {
    const options = readOptions(args, shell);
    await installPackages(
      (line) =>
        write(`${line}
`),
      shell,
    );
    const { api, name: apiName, others, workers } = await listFunctions(options.folder);
    const builder = createBuilder({
      root,
      folder: api,
      others: Object.fromEntries(others.map(({ name, folder }) => [name, folder])),
      hasSourceMaps: options.inspect !== undefined,
    });
    stop = builder.close;
    const cloud = await startLocal({
      ...options,
      root,
      builder,
      ...(apiName !== undefined && { name: apiName }),
      others: Object.fromEntries(
        others.map(({ name, timeout, memoryMb }) => [
          name,
          {
            ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
            ...(memoryMb !== undefined && { memoryMb }),
          },
        ]),
      ),
      workers: workers.map(({ name, folder, timeout, memoryMb }) => ({
        name,
        builder: createBuilder({ root, folder, out: `dist/local-${name}` }),
        timeoutMs: (timeout ?? DEFAULT_WORKER_TIMEOUT) * 1000,
        memoryMb,
      })),
      ...(options.routes !== undefined && { deploymentFile: resolve(root, options.routes) }),
      watched: [api, ...[...others, ...workers].map(({ folder }) => folder)]
        .map((folder) => join(folder, 'src'))
        // Libraries of the team's own, where it has any.
        .concat('libs')
        .map((folder) => join(root, folder)),
      shell,
      write,
    });
    stop = async () => {
      await cloud.close();
      builder.close();
    };
  } catch (error) {
    await stop?.();
    if (!(error instanceof CannotStart)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

type Functions = Readonly<{
  /** Folder of the one that describes the API. */
  api: string;
  /** Name of that function. */
  name: string | undefined;
  /** Those that add routes to it. */
  others: readonly FunctionDescription[];
  /** Those of the project that no gateway calls. */
  workers: readonly FunctionDescription[];
}>;

/** The functions that run: those of the API of the one that is named, and all workers. */
async function listFunctions(folder: string): Promise<Functions> {
  try {
    const workers = (await loadFunctions()).filter(({ kind }) => kind === 'worker');
    const [api, ...others] = await loadFunctionsOfApi(await loadFunction(folder));
    return { api: api?.folder ?? folder, name: api?.name, others, workers };
  } catch (error) {
    if (!(error instanceof FunctionConfigError)) throw error;
    throw new CannotStart(error.message, { cause: error });
  }
}
