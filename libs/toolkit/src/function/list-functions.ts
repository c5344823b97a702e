import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findApiFolder } from './find-api-folder.ts';
import { loadFunction, type FunctionDescription } from './load-function.ts';

const APPS = 'apps';

/**
 * Folders of the functions of this project: that of the API first, and the others of `apps` that have a `function.config.ts`. What
 * `nest g app` has just written has none, and commands take it when they are told its folder.
 */
export function listFunctionFolders(): readonly string[] {
  const api = findApiFolder();
  const others = existsSync(APPS)
    ? readdirSync(APPS)
        .map((name) => `${APPS}/${name}`)
        .filter((folder) => folder !== api && existsSync(join(folder, 'function.config.ts')))
    : [];
  const hasDefault = others.length === 0 || existsSync(api);
  return [...(hasDefault ? [api] : []), ...others.toSorted()];
}

/**
 * The functions that a command is about: those whose folders it is told, else all of this project.
 *
 * @throws FunctionConfigError when one is not described as it must be
 */
export async function loadFunctions(
  folders: readonly string[] = [],
): Promise<readonly FunctionDescription[]> {
  const chosen = folders.length > 0 ? folders : listFunctionFolders();
  const functions: FunctionDescription[] = [];
  for (const folder of chosen) functions.push(await loadFunction(folder));
  return functions;
}

/**
 * The functions among which the routes of an HTTP API are divided: the one that describes the API, then those that add routes to it.
 *
 * @param one of them
 * @throws FunctionConfigError when one is not described as it must be
 */
export async function loadFunctionsOfApi(one: FunctionDescription): Promise<readonly FunctionDescription[]> {
  const api = one.api === undefined ? one : await loadFunction(one.api);
  const others = await loadFunctions(listFunctionFolders().filter((folder) => folder !== api.folder));
  return [api, ...others.filter((other) => other.api === api.folder)];
}
