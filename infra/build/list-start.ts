import { basename } from 'node:path';
import type { Metafile } from 'esbuild';

/** Names of the modules that run before the handler exists: the entries, and what they import statically. */
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
  return start;
}
