import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** How a module is listed: its path below node_modules, or in this repository. */
export const toName = (input: string): string => input.replace(/^.*node_modules\//, '');

/** Packages whose files are others where they are linked than where they are installed: what those import is listed all the same. */
const OWN_SCOPE = '@lambda-nest/';

/** The package a module belongs to; none for the application's own, for what the build makes up, and for modules of `@lambda-nest`. */
export function packageOf(input: string): string | undefined {
  const name = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
  return name?.startsWith(OWN_SCOPE) ? undefined : name;
}

/** The modules of packages, and of Node (`node:…`), that are known to be loaded at INIT; none where there is no such list. */
export function readStartPath(file: string): ReadonlySet<string> | undefined {
  if (!existsSync(file)) return undefined;
  return new Set(readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean));
}

export function writeStartPath(file: string, names: Iterable<string>): void {
  writeFileSync(file, `${[...names].toSorted().join('\n')}\n`);
}
