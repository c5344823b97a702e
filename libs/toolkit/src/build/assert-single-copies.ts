import { findPackage } from '../bundle/read-source.ts';
import { SourceError } from '../bundle/module-graph.ts';

const OURS = '@lambda-nest/';

/**
 * Rejects a program that holds a package of ours twice: a decorator of one copy is not meant for the guard of another.
 *
 * @param paths of every module of the program
 * @throws SourceError with each such package, and where its copies lie
 */
export function assertSingleCopies(paths: Iterable<string>): void {
  const folders = new Map<string, Map<string, string>>();
  for (const path of paths) {
    const facts = findPackage(path);
    if (!facts?.name?.startsWith(OURS)) continue;
    const copies = folders.get(facts.name) ?? new Map<string, string>();
    folders.set(facts.name, copies.set(facts.folder, facts.version ?? 'without a version'));
  }
  const twice = [...folders].filter(([, copies]) => copies.size > 1);
  if (twice.length > 0) throw new SourceError(twice.map(([name, copies]) => describe(name, copies)));
}

function describe(name: string, copies: ReadonlyMap<string, string>): string {
  const places = [...copies].map(([folder, version]) => `${version} in ${folder}`).join(', ');
  return `${name} is installed more than once: ${places}. npm ls ${name} shows who asks for which; make them agree, and install again.`;
}
