import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { variablesFile } from './variables-file.ts';

/**
 * Examples of the variables that an application declares, by name: the contract writes them beside its access table.
 *
 * @param name of a function that adds routes to the API. Default: the function that the table is of
 */
export function readExamples(table: string, name?: string): Readonly<Record<string, string>> {
  const file = join(dirname(table), variablesFile(name));
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}
