import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackage } from './read-source.ts';

/** What a package.json says of other packages. */
type Relations = Readonly<{
  dependencies?: Readonly<Record<string, string>>;
  peerDependencies?: Readonly<Record<string, string>>;
  peerDependenciesMeta?: Readonly<Record<string, unknown>>;
}>;

/**
 * Makes a function that tells which packages a file of a package may mean by a name that only the running program knows: a
 * driver that its user chooses, such as `pg` for an object-relational mapper. These are its peers that the application depends on.
 *
 * @param entry file of the application
 */
export function createGuess(entry: string): (path: string) => readonly string[] {
  const chosen = new Set(dependenciesAbove(entry));
  return (path) => {
    const folder = findPackage(path)?.folder;
    if (folder === undefined || !/[\\/]node_modules[\\/]/.test(path)) return [];
    const { peerDependencies = {}, peerDependenciesMeta = {} } = readRelations(folder);
    const peers = new Set([...Object.keys(peerDependencies), ...Object.keys(peerDependenciesMeta)]);
    return [...peers].filter((name) => chosen.has(name)).toSorted();
  };
}

/** Dependencies of the application's package, and of the workspace above it. */
function dependenciesAbove(entry: string): readonly string[] {
  const names: string[] = [];
  for (let facts = findPackage(entry); facts; facts = findPackage(facts.folder)) {
    names.push(...Object.keys(readRelations(facts.folder).dependencies ?? {}));
  }
  return names;
}

function readRelations(folder: string): Relations {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Relations;
}
