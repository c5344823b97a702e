import { cpSync, existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { findFiles } from './find-files.ts';
import type { Module } from './module-graph.ts';
import { findPackage } from './read-source.ts';

/** Copies compiled addons, and the files that modules name beside themselves, to where a module finds them in the bundle. */
export function copyFiles(modules: readonly Module[], folder: string): void {
  for (const module of modules) {
    if (module.format === 'addon') copy(module.path, join(folder, module.name));
    if (module.format !== 'esm' && module.format !== 'commonjs') continue;
    for (const path of findFiles(module.parsed.syntax)) {
      const from = join(dirname(module.path), path);
      if (isInside(from, module)) copy(from, join(folder, dirname(module.name), path));
    }
  }
}

/** Whether a path lies in the package of its module, and is not all of it. */
function isInside(path: string, module: Module): boolean {
  const root = findPackage(module.path)?.folder;
  if (root === undefined || !existsSync(path)) return false;
  const below = relative(root, path);
  return below !== '' && !below.startsWith('..') && !below.split('/').includes('node_modules');
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: statSync(from).isDirectory(), dereference: true });
}
