import { lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Of packages of a workspace there are links to their sources, which a copy of a project has of its own; of their commands too. */
const OWN = ['@lambda-nest', '.bin'];

/** Gives a copy of a project the packages that are installed here: those of others are shared, those of the workspace are the copy's. */
export function linkModules(from: string, to: string): void {
  const [installed, modules] = [resolve(from, 'node_modules'), join(to, 'node_modules')];
  mkdirSync(modules, { recursive: true });
  const names = readdirSync(installed);
  for (const name of names.filter((one) => !OWN.includes(one)))
    symlinkSync(join(installed, name), join(modules, name));
  for (const folder of OWN.filter((one) => names.includes(one))) {
    mkdirSync(join(modules, folder), { recursive: true });
    for (const name of readdirSync(join(installed, folder)))
      symlinkSync(relativeLink(join(installed, folder, name)), join(modules, folder, name));
  }
}

/** Links of npm are relative, and lead to the same place of the copy; what is no link is installed, and shared. */
function relativeLink(path: string): string {
  return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : path;
}
