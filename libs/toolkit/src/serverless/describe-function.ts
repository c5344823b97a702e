import { findApiFolder } from '../function/find-api-folder.ts';
import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import { describeApiFunction } from './api-function.ts';
import type { StackFunctions } from './stack-functions.ts';
import { describeWorker } from './worker-function.ts';

/** Of the service and the stage, and the zip of the API when it is there already. */
type Names = Readonly<{ service: string; stage: string; artifact?: string | undefined }>;

/**
 * What `${function:<folder>}` in serverless.yml stands for: a worker, or a function that adds routes to the API.
 *
 * @returns undefined where the folder is no such function, or serverless.yml says more of it
 */
export async function describeFunction(
  folder: string,
  functions: StackFunctions,
  names: Names,
): Promise<object | undefined> {
  const found = (await functions.load()).find(([, one]) => one.folder === folder);
  if (found === undefined) return undefined;
  const [key, described] = found;
  if (described.kind === 'worker') return describeWorker(key, described, names);
  if (described.api !== findApiFolder()) return undefined;
  return describeApiFunction(key, described, { ...names, routes: readExpectedRoutes() });
}
