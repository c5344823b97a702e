import { basename } from 'node:path';
import type { Metafile } from 'esbuild';

/** Namespace of modules that stand for packages this project does not have, see resolve-modules.ts. */
export const ABSENT = 'absent';

/**
 * Names of the modules that run before the handler exists: the entries, what they import statically, and what says of optional
 * packages that they are absent, which Nest asks for at every start.
 */
export function listStart({ outputs }: Metafile, entries: readonly string[]): Set<string> {
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const start = new Set<string>();
  const visit = (name: string): void => {
    if (start.has(name) || !byName.has(name)) return;
    start.add(name);
    for (const { path, kind, external } of byName.get(name)?.imports ?? []) {
      if (kind === 'import-statement' && !external) visit(basename(path));
    }
  };
  entries.forEach(visit);
  for (const [name, { inputs }] of byName) {
    const paths = Object.keys(inputs);
    if (paths.length > 0 && paths.every((path) => path.startsWith(`${ABSENT}:`))) start.add(name);
  }
  return start;
}
