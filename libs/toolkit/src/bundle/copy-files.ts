import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Module } from './module-graph.ts';
import { findPackage } from './read-source.ts';

/** Copies compiled addons, and the files that modules name beside themselves, to where a module finds them in the bundle. */
export function copyFiles(modules: readonly Module[], folder: string): void {
  for (const module of modules) {
    for (const path of listPackageFiles(module)) {
      copy(
        join(packageOf(module), path),
        join(folder, dirname(module.name), relative(dirname(module.path), packageOf(module)), path),
      );
    }
    if (module.format === 'addon') copy(module.path, join(folder, module.name));
    if (module.format !== 'esm' && module.format !== 'commonjs') continue;
    for (const named of module.parsed.files) {
      const path = toPlace(named, module);
      const from = join(dirname(module.path), path);
      if (isInside(from, module)) copy(from, join(folder, dirname(module.name), path));
    }
  }
}

/** Of `locales/{{lng}}/{{ns}}.json`, `views/*.html` and the like, which their reader completes: the folder above it. */
function toPlace(path: string, module: Module): string {
  if (existsSync(join(dirname(module.path), path))) return path;
  const parts = path.split('/');
  const completed = parts.findIndex((part) => /[{}*:%<>[\]]/.test(part));
  const place = parts.slice(0, Math.max(completed, 0)).join('/');
  // The module's own folder, and those that it lies in, say nothing of what is read.
  return /^[./]*$/.test(place) ? path : place;
}

/** Whether a path lies in the package of its module, and is not all of it. */
function isInside(path: string, module: Module): boolean {
  const root = findPackage(module.path)?.folder;
  if (root === undefined || !existsSync(path)) return false;
  const below = relative(root, path);
  return below !== '' && !below.startsWith('..') && !below.split('/').includes('node_modules');
}

/** Packages that only bring files, and tell where they lie: the files that their users serve. */
const FILE_PACKAGES: Readonly<Record<string, RegExp>> = {
  'swagger-ui-dist':
    /^(?:swagger-ui\.css|index\.css|swagger-ui-bundle\.js|swagger-ui-standalone-preset\.js|oauth2-redirect\.html|favicon-\d+x\d+\.png)$/,
};

function listPackageFiles(module: Module): readonly string[] {
  const facts = findPackage(module.path);
  const pattern = facts?.name === undefined ? undefined : FILE_PACKAGES[facts.name];
  return facts && pattern ? readdirSync(facts.folder).filter((name) => pattern.test(name)) : [];
}

const packageOf = (module: Module): string => findPackage(module.path)?.folder ?? dirname(module.path);

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: statSync(from).isDirectory(), dereference: true });
}
