import { START } from './loader/scripts.ts';
import type { Module } from './module-graph.ts';

/** One script of the bundle: the modules in it. */
export type BundleFile = Readonly<{ name: string; modules: readonly Module[] }>;

/** What ran when the program was tried: at start, and with each sample in turn what had not run before. */
export type Trial = Readonly<{ start: readonly number[]; samples: readonly (readonly number[])[] }>;

/** As many scripts as `Manifest.places` has letters for. */
const MAX_FILES = 900;

/**
 * Lays modules into scripts: what a start runs, what each kind of request needs besides, and of what is left a script for each
 * package and one for the application.
 */
export function planFiles(modules: readonly Module[], trial: Trial): readonly BundleFile[] {
  const byId = new Map(modules.map((module) => [module.id, module]));
  const placed = new Set<number>();
  const files: BundleFile[] = [];
  const add = (name: string, ids: readonly number[]): void => {
    const own = ids.filter((id) => !placed.has(id));
    for (const id of own) placed.add(id);
    if (own.length > 0 || name === START) {
      files.push({ name, modules: own.flatMap((id) => byId.get(id) ?? []) });
    }
  };
  add(START, trial.start);
  trial.samples.forEach((ids, index) => add(`request-${index + 1}.js`, ids));
  const rest = Map.groupBy(
    modules.filter(({ id }) => !placed.has(id)),
    ({ name }) => packageOf(name) ?? '',
  );
  const packages = [...rest.keys()].filter((name) => name !== '').toSorted();
  add('application.js', idsOf(rest.get('')));
  for (const name of packages.slice(0, MAX_FILES)) add(fileNameOf(name), idsOf(rest.get(name)));
  add(
    'packages.js',
    packages.slice(MAX_FILES).flatMap((name) => idsOf(rest.get(name))),
  );
  return files;
}

const idsOf = (modules: readonly Module[] = []): readonly number[] => modules.map(({ id }) => id);

/** The package a module lies in; none for the application's own. */
export function packageOf(name: string): string | undefined {
  return /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1];
}

function fileNameOf(packageName: string): string {
  return `package-${packageName.replace('@', '').replaceAll('/', '-')}.js`;
}
