import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'infra/budget/start-path.txt';

/** How a module is listed: its path below node_modules, or in this repository. */
export const toName = (input: string): string => input.replace(/^.*node_modules\//, '');

/** The package a module belongs to; none for the application's own, and for what the build makes up. */
export function packageOf(input: string): string | undefined {
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
}

/** The modules of packages, and of Node (`node:…`), that are known to be loaded at INIT. */
export function readStartPath(): ReadonlySet<string> {
  return new Set(readFileSync(FILE, 'utf8').split('\n').filter(Boolean));
}

export function writeStartPath(names: Iterable<string>): void {
  writeFileSync(FILE, `${[...names].toSorted().join('\n')}\n`);
}
