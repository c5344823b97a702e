import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** How a module is listed: its path below node_modules, or in this repository. */
export const toName = (input: string): string => input.replace(/^.*node_modules\//, '');

/** The package a module belongs to; none for the application's own, and for what the build makes up. */
export function packageOf(input: string): string | undefined {
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
}

/** The modules of packages, and of Node (`node:…`), that are known to be loaded at INIT; none where there is no such list. */
export function readStartPath(file: string): ReadonlySet<string> | undefined {
  if (!existsSync(file)) return undefined;
  return new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean));
}

export function writeStartPath(file: string, names: Iterable<string>): void {
  writeFileSync(file, `${[...names].toSorted().join('\n')}\n`);
}
