import { cpSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { linkModules } from './link-modules.ts';

/** What osls and our plugin read when they package a stack whose zip is there; `libs` where the packages are the project's own. */
const SOURCES = ['apps', 'infra', 'libs', 'nest-cli.json', 'package.json', 'serverless.yml'];
const LEFT = new Set(['node_modules', 'test', 'dist', '.cloud']);

/** Copies a project so far that a stack of it is packaged in another folder: osls empties `.serverless` of the one it runs in. */
export function copyStackSources(folder: string): void {
  for (const name of SOURCES.filter((one) => existsSync(one)))
    cpSync(name, join(folder, name), { recursive: true, filter: (path) => !LEFT.has(basename(path)) });
  linkModules('.', folder);
}
