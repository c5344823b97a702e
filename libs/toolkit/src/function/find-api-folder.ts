import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { FunctionConfigError } from './function-config-error.ts';
import { findRootModule } from './root-module.ts';

const CONFIG = 'function.config.ts';
const NEST = 'nest-cli.json';

/** Folder of the API as projects are made. */
export const DEFAULT_API_FOLDER = 'apps/api';

/**
 * Folder of the function that commands are about when they are told of none, and that `api` in serverless.yml is: `apps/api`, or, where
 * there is none, the application that `nest start` starts.
 *
 * @throws FunctionConfigError when nest-cli.json is no JSON
 */
export function findApiFolder(): string {
  if (isApplication(DEFAULT_API_FOLDER)) return DEFAULT_API_FOLDER;
  const root = readRoot();
  return root !== undefined && isApplication(root) ? root : DEFAULT_API_FOLDER;
}

function isApplication(folder: string): boolean {
  return existsSync(join(folder, CONFIG)) || findRootModule(folder) !== undefined;
}

/** `root` of a Nest workspace. @see https://docs.nestjs.com/cli/monorepo#cli-properties */
function readRoot(): string | undefined {
  if (!existsSync(NEST)) return undefined;
  const { root } = parse(readFileSync(NEST, 'utf8'));
  if (typeof root !== 'string' || root === '') return undefined;
  return posix.join(root, '.').replace(/(?<=.)\/$/, '');
}

function parse(text: string): { root?: unknown } {
  try {
    return JSON.parse(text) as { root?: unknown };
  } catch (error) {
    throw new FunctionConfigError(`${NEST} is no JSON: ${(error as Error).message}`);
  }
}
