import { exampleEnvironment } from '@lambda-nest/application/env';
import { variablesFile } from '../deployment/variables-file.ts';
import type { FunctionDescription } from '../function/load-function.ts';

/**
 * The files of a worker, by their path: none that is committed, for it declares no routes.
 *
 * @param isForMoment whether they are not committed: then `npm start` finds an access table without routes, and the examples of variables
 */
export function renderWorker(
  { generated, variables }: Pick<FunctionDescription, 'generated' | 'variables'>,
  isForMoment: boolean,
): Readonly<Record<string, string>> {
  if (!isForMoment) return {};
  return {
    [`${generated}/access.json`]: `${JSON.stringify({ routes: [] }, null, 2)}\n`,
    [`${generated}/${variablesFile()}`]: JSON.stringify(exampleEnvironment(variables)),
  };
}
