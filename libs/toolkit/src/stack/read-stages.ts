import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import { STACK_FOLDER } from './stack-folder.ts';

const DEFAULT = 'default';

/** Parameters by stage, as `params` of serverless.yml has them; those of `default` hold for all. */
export type Stages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Reads the parameters of a project: a file for each stage, `<stage>.yml`, and `default.yml` over the defaults of the stack.
 *
 * @param folder with the files
 */
export function readStages(folder: string): Stages {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => basename(name, '.yml'));
  const stages = names.map((name) => [name, read(join(folder, `${name}.yml`))] as const);
  const defaults = read(join(STACK_FOLDER, 'parameters', `${DEFAULT}.yml`));
  return {
    ...Object.fromEntries(stages),
    [DEFAULT]: { ...defaults, ...Object.fromEntries(stages)[DEFAULT] },
  };
}

/** A file of comments alone says nothing. */
function read(file: string): Readonly<Record<string, unknown>> {
  return existsSync(file) ? ((load(readFileSync(file, 'utf8')) as Record<string, unknown> | null) ?? {}) : {};
}
