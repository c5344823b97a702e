import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { FunctionDescription } from '../function/load-function.ts';
import { rootModuleNames } from '../function/root-module.ts';

/**
 * Writes the entry of a function that has a root module and no entry of its own: what `apps/api/src/lambda.ts` is to the API.
 *
 * @returns its path, below `dist`, where no command looks for sources
 */
export function writeEntry({ name, module }: Pick<FunctionDescription, 'name' | 'module'>): string {
  const file = `dist/entries/${name}/lambda.ts`;
  const source = relative(dirname(resolve(file)), resolve(module)).replaceAll('\\', '/');
  const root = rootModuleNames(module)
    .map((exported) => `exported.${exported}`)
    .join(' ?? ');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `import 'reflect-metadata';
import * as exported from '${source}';
import { createApp, createLambda } from '@lambda-nest/application';

export const handler = createLambda(await createApp(${root}));
`,
  );
  return file;
}
