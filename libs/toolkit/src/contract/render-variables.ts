import { listFunctionFolders, loadFunctions } from '../function/list-functions.ts';
import type { FunctionDescription } from '../function/load-function.ts';
import { renderVariablesTable } from './render/variables-table.ts';

/**
 * The tables of variables that functions name, by their path. Where functions of the project share a table, it has the variables of
 * all of them, whichever of them a command is about.
 *
 * @param isAlone whether others of the project are left out
 */
export async function renderVariables(
  functions: readonly FunctionDescription[],
  isAlone: boolean,
): Promise<Readonly<Record<string, string>>> {
  const told = new Set(functions.map(({ folder }) => folder));
  const folders = isAlone ? [] : listFunctionFolders().filter((folder) => !told.has(folder));
  const others = folders.length === 0 ? [] : await loadFunctions(folders);
  const tables = new Set(functions.map(({ variablesTable }) => variablesTable));
  return Object.fromEntries(
    [...tables].flatMap((table) => {
      const declared = [...functions, ...others]
        .filter(
          ({ variablesTable, variables }) => variablesTable === table && Object.keys(variables).length > 0,
        )
        .toSorted((one, other) => (one.name < other.name ? -1 : 1))
        .map(({ name, variables }) => [name, variables] as const);
      return declared.length === 0 ? [] : [[table, renderVariablesTable(Object.fromEntries(declared))]];
    }),
  );
}
