import { lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Of packages of a workspace there are links to their sources, which a copy of a project has of its own. */
const OWN = '@lambda-nest';

/** Gives a copy of a project the packages that are installed here: those of others are shared, those of the workspace are the copy's. */
export function linkModules(from: string, to: string): void {
  const [installed, modules] = [resolve(from, 'node_modules'), join(to, 'node_modules')];
  mkdirSync(modules, { recursive: true });
  for (const name of readdirSync(installed).filter((one) => one !== OWN))
    symlinkSync(join(installed, name), join(modules, name));
  if (!readdirSync(installed).includes(OWN)) return;
  mkdirSync(join(modules, OWN), { recursive: true });
  for (const name of readdirSync(join(installed, OWN)))
    symlinkSync(relativeLink(join(installed, OWN, name)), join(modules, OWN, name));
}

/** Links of npm are relative, and lead to the same place of the copy; what is no link is installed, and shared. */
function relativeLink(path: string): string {
  return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : path;
}
