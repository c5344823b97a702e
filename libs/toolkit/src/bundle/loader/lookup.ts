/** Finds modules of a bundle by names that only the running program knows, such as `require(name)`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';

/** What the build writes of it, as JSON. */
export type LookupData = Readonly<{
  /** Path of each module below the root, by id. */
  names: readonly string[];
  /** Ids by specifier, for what a module asks for by other means than `require` and `import` of a literal. By id of the asker. */
  lookups: Readonly<Record<number, Readonly<Record<string, number>>>>;
  /** Ids of packages' modules by the specifier that the application's modules, or else the first package, mean them by. */
  packages: Readonly<Record<string, number>>;
}>;

export type Lookup = Readonly<{
  names: readonly string[];
  /** Id of the module of that name; -1 without one. */
  idOf: (name: string) => number;
  /** Id of what a module means by a specifier. */
  find: (importer: number, specifier: string, name?: string) => number | undefined;
  /** Path of it. */
  resolve: (importer: number, specifier: string, name?: string) => string | undefined;
}>;

/** Endings that Node tries, and those of the application's own sources. */
const ENDINGS = ['', '.js', '.json', '.node', '.ts', '.mjs', '.cjs', '/index.js', '/index.json', '/index.ts'];

export function createLookup(folder: string): Lookup {
  const data = JSON.parse(readFileSync(`${folder}modules.json`, 'utf8')) as LookupData;
  const ids = new Map(data.names.map((name, id) => [name, id]));
  const find = (
    importer: number,
    specifier: string,
    name = data.names[importer] ?? '',
  ): number | undefined => {
    const told = data.lookups[importer]?.[specifier];
    if (told !== undefined) return told;
    if (!/^(?:\.{0,2}\/|\.\.?$)/.test(specifier)) return data.packages[specifier];
    const path = specifier.startsWith(folder) ? specifier.slice(folder.length) : join(name, '..', specifier);
    for (const ending of ENDINGS) {
      const id = ids.get(path + ending);
      if (id !== undefined) return id;
    }
    return undefined;
  };
  return {
    names: data.names,
    idOf: (name) => ids.get(name) ?? -1,
    find,
    resolve: (importer, specifier, name) => {
      const id = find(importer, specifier, name);
      return id === undefined ? undefined : folder + data.names[id];
    },
  };
}
