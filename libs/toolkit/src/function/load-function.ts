import { existsSync } from 'node:fs';
import { basename, join, posix, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BudgetLimits } from './budget-limits.ts';
import { DEFAULT_CONTRACT, type ContractSettings } from './contract-settings.ts';
import { DEFAULT_API_FOLDER, findApiFolder } from './find-api-folder.ts';
import { exampleEnvironment, type Variables } from '@lambda-nest/application/env';
import { findConfigViolations } from './find-config-violations.ts';
import { FunctionConfigError } from './function-config-error.ts';
import type { FunctionConfig, Sample, SampleServices, Schedule, Statement } from './function-config.ts';
import { findRootModule, ROOT_MODULE } from './root-module.ts';

/** A function with all its defaults. Paths are relative to the working directory, with slashes. */
export type FunctionDescription = Readonly<{
  /** Whether it serves routes behind the gateway, or handles other events. */
  kind: 'api' | 'worker';
  name: string;
  folder: string;
  /** Folder of the function whose HTTP API has its routes, where that is another one. */
  api?: string;
  /** Module that exports `handler`; none when the function is its root module and nothing else. */
  entry: string | undefined;
  /** Module that exports the root module: as `AppModule`, or by the name that Nest gives the class of such a file. */
  module: string;
  contract: ContractSettings;
  samples: readonly Sample[];
  /** Starts what samples need. */
  startSampleServices: () => Promise<SampleServices>;
  /** Variables with which it starts when it is built and described: examples of its own, and what its description adds. */
  environment: Readonly<Record<string, string>>;
  /** What it may do beside writing its log. */
  statements: readonly Statement[];
  schedules: readonly Schedule[];
  /** Seconds that an invocation may take, where the function says so. */
  timeout?: number;
  memoryMb?: number;
  /** Variables of its own, as its `src/env.ts` declares them. */
  variables: Variables;
  /** What a build may have at most, where the function says so. */
  budget: Partial<BudgetLimits>;
  /** What was last accepted of a build; there is no such state where there is no such file. */
  budgetFile: string;
  generated: string;
  /** Folder of what was promised last: the released document, and what was acknowledged since. */
  released: string;
  accessTable: string;
  /** File of the client's types; absent where there is no client. */
  clientTypes?: string;
  /** File of the table of variables, which is there when there are any. */
  variablesTable: string;
  /** Modules of packages that may be loaded at INIT, one a line; there is no such list where there is no such file. */
  startPath: string;
}>;

const CONFIG = 'function.config.ts';
const ENTRY = 'src/lambda.ts';
const ENV = 'src/env.ts';
const API_NAME = 'api';
const WHERE = `The API is there, or in the application that nest-cli.json names as its "root". `;
const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/**
 * Reads what a function is from the `function.config.ts` of its folder. An application that `nest g app` has just written has
 * none, and is what all the defaults say.
 *
 * @param folder default that of the API
 * @throws FunctionConfigError when there is no function, or when its description names what is not there
 */
export async function loadFunction(folder: string = findApiFolder()): Promise<FunctionDescription> {
  const { described, api } = await readFunction(folder);
  if (api === undefined) return described;
  const other = await readFunction(api);
  if (other.api === undefined && other.described.kind === 'api') return inApi(described, other.described);
  throw new FunctionConfigError(
    `${folder}/${CONFIG}: api must be the folder of a function with an API of its own, and ${api} is none.`,
  );
}

/** What a function says of itself, and the folder of the function whose API it says it belongs to. */
async function readFunction(
  named: string,
): Promise<Readonly<{ described: FunctionDescription; api?: string }>> {
  const folder = posix.join(named, '.').replace(/(?<=.)\/$/, '');
  const file = resolve(folder, CONFIG);
  if (!existsSync(file)) {
    if (findRootModule(folder) !== undefined)
      return { described: describe(folder, {}, await loadVariables(folder)) };
    throw new FunctionConfigError(
      `${folder} has no ${CONFIG}. ${folder === DEFAULT_API_FOLDER ? WHERE : ''}Name the folder of a function, or write one: export default defineFunction({}).`,
    );
  }
  const { default: config } = (await import(pathToFileURL(file).href)) as { default?: FunctionConfig };
  if (typeof config !== 'object' || config === null) {
    throw new FunctionConfigError(
      `${folder}/${CONFIG} must export the description of the function as its default.`,
    );
  }
  const described = describe(folder, config, await loadVariables(folder));
  return { described, ...(config.api !== undefined && { api: posix.join(folder, config.api) }) };
}

/** A function whose routes are in the API of another one: what describes that API is said there. */
function inApi(described: FunctionDescription, api: FunctionDescription): FunctionDescription {
  const { folder, contract, generated, released, accessTable, clientTypes } = api;
  return {
    ...described,
    api: folder,
    contract,
    generated,
    released,
    accessTable,
    ...(clientTypes !== undefined && { clientTypes }),
  };
}

function describe(folder: string, config: FunctionConfig, variables: Variables): FunctionDescription {
  const path = (name: string): string => relative('.', resolve(folder, name)).replaceAll('\\', '/');
  const { name = nameOf(folder), contract, budget, samples = [], environment = {} } = config;
  const { entry = existsSync(join(folder, ENTRY)) ? ENTRY : undefined } = config;
  const { module = findRootModule(folder) ?? ROOT_MODULE } = config;
  const {
    generated = 'generated',
    released = join(generated, '../released'),
    accessTable = 'ACCESS.md',
    variablesTable = 'VARIABLES.md',
  } = config;
  if (!NAME.test(name)) {
    throw new FunctionConfigError(
      `${folder}/${CONFIG}: the name ${JSON.stringify(name)} must be lower-case letters, digits and hyphens, at most 32.`,
    );
  }
  if (entry !== undefined && !existsSync(join(folder, entry)))
    throw new FunctionConfigError(`${folder}/${CONFIG}: the entry ${entry} is not there.`);
  if (entry === undefined && !existsSync(join(folder, module)))
    throw new FunctionConfigError(
      `${folder}/${CONFIG}: neither the entry ${ENTRY} nor the root module ${module} is there.`,
    );
  const violations = findConfigViolations(config);
  if (config.kind === 'worker' && entry === undefined)
    violations.push(`a worker needs an entry that exports its handler. Write ${ENTRY}, with createWorker.`);
  if (violations.length > 0) throw new FunctionConfigError(`${folder}/${CONFIG}: ${violations.join(' ')}`);
  const { kind = 'api', statements = [], schedules = [], timeout, memoryMb } = config;
  const documentBase = contract?.documentBase ?? DEFAULT_CONTRACT.documentBase;
  return {
    kind,
    name,
    folder,
    entry: entry === undefined ? undefined : path(entry),
    module: path(module),
    contract: { ...DEFAULT_CONTRACT, tokenPath: `${documentBase}/auth/token`, ...contract },
    samples,
    startSampleServices: config.startSampleServices ?? startNothing,
    statements,
    schedules,
    ...(timeout !== undefined && { timeout }),
    ...(memoryMb !== undefined && { memoryMb }),
    environment: { ...exampleEnvironment(variables), ...environment },
    variables,
    budget: budget ?? {},
    budgetFile: path('budget.json'),
    generated: path(generated),
    released: path(released),
    accessTable: path(accessTable),
    ...(config.clientTypes !== undefined && { clientTypes: path(config.clientTypes) }),
    variablesTable: path(variablesTable),
    startPath: path('start-path.txt'),
  };
}

const startNothing = (): Promise<SampleServices> =>
  Promise.resolve({ environment: {}, close: () => undefined });

/** Whatever its folder is called, serverless.yml, releases and zips call the API `api`. */
function nameOf(folder: string): string {
  return folder === findApiFolder() ? API_NAME : basename(resolve(folder));
}

/** The variables that a function declares; none where it has no such file. */
async function loadVariables(folder: string): Promise<Variables> {
  const file = resolve(folder, ENV);
  if (!existsSync(file)) return {};
  const { Env } = (await import(pathToFileURL(file).href)) as { Env?: { variables?: Variables } };
  if (Env?.variables) return Env.variables;
  throw new FunctionConfigError(
    `${folder}/${ENV} exports no variables. Write: export class Env extends defineEnv({ … }) {}`,
  );
}
