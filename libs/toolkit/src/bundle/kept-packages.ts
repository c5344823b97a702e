import { cpSync, existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { findPackage } from './read-source.ts';

/** What a package.json says of the packages it needs. */
type Needs = Readonly<{
  dependencies?: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
  gypfile?: boolean;
}>;

/** Packages that load a compiled addon of the package that calls them. */
const ADDON_LOADERS = new Set([
  'bindings',
  'node-gyp-build',
  'node-gyp-build-optional-packages',
  '@mapbox/node-pre-gyp',
  'node-pre-gyp',
  'prebuild-install',
]);

/** Whether a package holds compiled code, or loads it: its files have to lie as it was installed. */
export function hasAddon(folder: string): boolean {
  const before = known.get(folder);
  if (before !== undefined) return before;
  const found = findAddon(folder);
  known.set(folder, found);
  return found;
}

/** By folder; asked for every file of a package. */
const known = new Map<string, boolean>();

function findAddon(folder: string): boolean {
  const { dependencies = {}, optionalDependencies = {}, gypfile } = readNeeds(folder);
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  return (
    gypfile === true ||
    existsSync(join(folder, 'binding.gyp')) ||
    names.some((name) => ADDON_LOADERS.has(name)) ||
    readdirSync(folder).some((name) => name.endsWith('.node'))
  );
}

/**
 * Copies packages that are not bundled, with all that they need, to where Node finds them beside the bundle.
 *
 * @param packages folders by name
 * @returns names of the packages that were copied
 */
export function copyPackages(packages: ReadonlyMap<string, string>, folder: string): readonly string[] {
  /** Sources by the place that they were copied to. */
  const copied = new Map<string, string>();
  const copy = (name: string, source: string, above: string): void => {
    const flat = join('node_modules', name);
    // Two versions of a package: the second lies below the one that asks for it, as npm does it.
    const place = (copied.get(flat) ?? source) === source ? flat : join(above, 'node_modules', name);
    if (copied.has(place)) return;
    copied.set(place, source);
    cpSync(source, join(folder, place), {
      recursive: true,
      dereference: true,
      filter: (path) => !relative(source, path).split('/').includes('node_modules'),
    });
    const { dependencies = {}, optionalDependencies = {} } = readNeeds(source);
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = findFolder(needed, source);
      // Of optional ones only those of this platform are installed.
      if (found !== undefined) copy(needed, found, place);
    }
  };
  for (const [name, source] of packages) copy(name, source, '');
  return [...copied.keys()].map((place) => place.split('node_modules/').at(-1) ?? place);
}

/** Folder of a package as a module in another folder finds it. */
export function findFolder(name: string, asker: string): string | undefined {
  const paths = createRequire(join(asker, 'package.json')).resolve.paths(name) ?? [];
  const found = paths.map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')));
  // pnpm links a package to where it lies with those that it needs.
  return found && realpathSync(found);
}

function readNeeds(folder: string): Needs {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Needs;
}

/** The package that a resolved file belongs to, where its files have to lie as they were installed. */
export function findAddonPackage(path: string): Readonly<{ name: string; folder: string }> | undefined {
  const facts = findPackage(path);
  // The nearest package.json may be one of a subfolder, which has no name.
  if (facts?.name === undefined || !facts.folder.endsWith(`/node_modules/${facts.name}`)) return undefined;
  return hasAddon(facts.folder) ? { name: facts.name, folder: facts.folder } : undefined;
}
