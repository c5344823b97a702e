import type { GatewayRoute } from '@lambda-nest/gateway/model';
import { startFunction, type FunctionOptions, type LocalFunction } from '../function/start-function.ts';
import type { FunctionRunner } from '../gateway/function-runner.ts';
import type { Build } from './create-builder.ts';

/** The functions behind the local gateway: one, or several among which the routes of the API are divided. */
export type ServingFunctions = Readonly<{
  runnerOf(route: Pick<GatewayRoute, 'function'>): FunctionRunner;
  /** Puts new processes in charge and says when one does not come up; a request tries again. Returns whether all did. */
  renew(build: Build): Promise<boolean>;
  close(): Promise<void>;
}>;

/** What a function has beside its bundle and its variables. */
export type ServingOptions = Omit<FunctionOptions, 'taskRoot' | 'environment'>;

type Parts = Readonly<{
  /** Of the function that describes the API. */
  options: ServingOptions;
  /** Of functions that add routes to it, by their names, as far as they differ. */
  others: Readonly<Record<string, ServingOptions>>;
  /** A function's own variables, as they are said now; of the one that describes the API without a name. */
  readVariables: (build: Build, name?: string) => Readonly<Record<string, string>>;
  log: (line: string) => void;
}>;

/** Starts the functions of a build, each in a process of its own. None has to be up yet when it is there. */
export function startServing(build: Build, { options, others, readVariables, log }: Parts): ServingFunctions {
  const start = (own: ServingOptions, name?: string): LocalFunction =>
    startFunction({
      ...options,
      ...own,
      ...(options.inspect !== undefined &&
        options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
      taskRoot: rootOf(build, name),
      environment: readVariables(build, name),
      ...(name !== undefined && { functionName: name }),
    });
  const first = start({});
  const { inspect } = options;
  const named = new Map(
    Object.entries(others).map(([name, own], index) => [
      name,
      // A port takes one debugger.
      start({ ...own, ...(inspect !== undefined && { inspect: inspect + index + 1 }) }, name),
    ]),
  );
  const renewOne = async (local: LocalFunction, built: Build, name?: string): Promise<boolean> => {
    try {
      await local.restart(rootOf(built, name), readVariables(built, name));
      return true;
    } catch (error) {
      log(`The function ${name === undefined ? '' : `${name} `}does not start: ${(error as Error).message}`);
      return false;
    }
  };
  return {
    runnerOf: ({ function: name = '' }) => named.get(name) ?? first,
    async renew(built) {
      const ups = await Promise.all([
        renewOne(first, built),
        ...[...named].map(([name, local]) => renewOne(local, built, name)),
      ]);
      return ups.every(Boolean);
    },
    async close() {
      await Promise.all([first, ...named.values()].map((local) => local.close()));
    },
  };
}

/** Directory of the bundle of one function. */
function rootOf(built: Build, name?: string): string {
  return name === undefined ? built.taskRoot : (built.others?.[name] ?? '');
}
