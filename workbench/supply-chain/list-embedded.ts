import { readFileSync } from 'node:fs';

/** A package inside a file that others bundled. Its version is known when the file tells. */
export type Embedded = Readonly<{ name: string; version?: string }>;

const IN_MODULES = /node_modules\/((?:@[^/]+\/)?[^/]+)\//g;

/**
 * Lists the packages inside bundled files by their source maps, which name every file, and their versions by the notices of
 * licences beside them, which name some.
 *
 * @param maps source maps; the notices of `a.js.map` are in `a.js.LICENSE.txt`
 */
export function listEmbedded(maps: readonly string[]): readonly Embedded[] {
  const sources = maps.flatMap(
    (map) => (JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] }).sources,
  );
  const names = new Set(sources.flatMap((source) => [...source.matchAll(IN_MODULES)].at(-1)?.[1] ?? []));
  const versions = readVersions(maps.map(readNotices).join('\n'));
  return [...names].toSorted().flatMap((name): readonly Embedded[] => {
    const known = versions.get(simplify(name));
    return known ? [...known].toSorted().map((version) => ({ name, version })) : [{ name }];
  });
}

function readNotices(map: string): string {
  try {
    return readFileSync(map.replace(/\.map$/, '.LICENSE.txt'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** React's notice names the product, and the package in the next line: `React v16.13.1`, `react-is.production.min.js`. */
const REACT = /@license React v(\d+\.\d+\.\d+)\s*\*\s*([\w-]+)\.production/g;
/** `DOMPurify 3.2.4`, `mark.js v8.11.1`. */
const NAMED = /(?<![\w.-])([A-Za-z][\w.-]+) v?(\d+\.\d+\.\d+)\b/g;

/** A file may hold two versions of a package. */
function readVersions(notices: string): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>();
  const add = (name: string, version: string): void => {
    const known = versions.get(simplify(name)) ?? new Set();
    versions.set(simplify(name), known.add(version));
  };
  for (const [, version = '', name = ''] of notices.matchAll(REACT)) add(name, version);
  for (const [, name = '', version = ''] of notices.replaceAll(REACT, '').matchAll(NAMED)) add(name, version);
  return versions;
}

function simplify(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
