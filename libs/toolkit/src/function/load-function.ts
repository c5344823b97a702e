import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_BUDGET, type BudgetLimits } from './budget-limits.ts';
import { DEFAULT_CONTRACT, type ContractSettings } from './contract-settings.ts';
import type { FunctionConfig, Sample } from './function-config.ts';

/** A function with all its defaults. Paths are relative to the working directory, with slashes. */
export type FunctionDescription = Readonly<{
  name: string;
  folder: string;
  entry: string;
  module: string;
  contract: ContractSettings;
  samples: readonly Sample[];
  environment: Readonly<Record<string, string>>;
  budget: BudgetLimits;
  generated: string;
  accessTable: string;
  /** File of the client's types; absent where there is no client. */
  clientTypes?: string;
  /** Modules of packages that may be loaded at INIT, one a line; there is no such list where there is no such file. */
  startPath: string;
}>;

/** Folder of the function that commands are about when they are told of none. */
export const DEFAULT_FUNCTION = 'apps/api';

const CONFIG = 'function.config.ts';
const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** Thrown when a function is not described as it must be; a sentence for who called a command. */
export class FunctionConfigError extends Error {
  readonly code = 'FUNCTION_CONFIG_INVALID';

  constructor(message: string) {
    super(message);
    this.name = 'FunctionConfigError';
  }
}

/**
 * Reads what a function is from the `function.config.ts` of its folder.
 *
 * @param folder default `apps/api`
 * @throws FunctionConfigError when there is none, or when it names what is not there
 */
export async function loadFunction(folder: string = DEFAULT_FUNCTION): Promise<FunctionDescription> {
  const file = resolve(folder, CONFIG);
  if (!existsSync(file)) {
    throw new FunctionConfigError(
      `${folder} has no ${CONFIG}. Name the folder of a function, or write one: export default defineFunction({}).`,
    );
  }
  const { default: config } = (await import(pathToFileURL(file).href)) as { default?: FunctionConfig };
  if (typeof config !== 'object' || config === null) {
    throw new FunctionConfigError(
      `${folder}/${CONFIG} must export the description of the function as its default.`,
    );
  }
  return describe(folder, config);
}

function describe(folder: string, config: FunctionConfig): FunctionDescription {
  const path = (name: string): string => relative('.', resolve(folder, name)).replaceAll('\\', '/');
  const { name = basename(resolve(folder)), contract, budget, samples = [], environment = {} } = config;
  const { entry = 'src/lambda.ts', module = 'src/app.module.ts' } = config;
  const { generated = 'generated', accessTable = 'ACCESS.md' } = config;
  if (!NAME.test(name)) {
    throw new FunctionConfigError(
      `${folder}/${CONFIG}: the name ${JSON.stringify(name)} must be lower-case letters, digits and hyphens, at most 32.`,
    );
  }
  if (!existsSync(join(folder, entry)))
    throw new FunctionConfigError(`${folder}/${CONFIG}: the entry ${entry} is not there.`);
  const documentBase = contract?.documentBase ?? DEFAULT_CONTRACT.documentBase;
  return {
    name,
    folder,
    entry: path(entry),
    module: path(module),
    contract: { ...DEFAULT_CONTRACT, tokenPath: `${documentBase}/auth/token`, ...contract },
    samples,
    environment,
    budget: { ...DEFAULT_BUDGET, ...budget },
    generated: path(generated),
    accessTable: path(accessTable),
    ...(config.clientTypes !== undefined && { clientTypes: path(config.clientTypes) }),
    startPath: path('start-path.txt'),
  };
}
