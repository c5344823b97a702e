import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { VARIABLES_FILE } from './variables-file.ts';

/** Examples of the variables that an application declares, by name: the contract writes them beside its access table. */
export function readExamples(table: string): Readonly<Record<string, string>> {
  const file = join(dirname(table), VARIABLES_FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}
