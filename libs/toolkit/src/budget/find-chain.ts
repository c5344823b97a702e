import type { Import, Imports } from './list-imports.ts';

/**
 * The shortest way by which the entry comes to import something: paths below the root, the entry first. Static imports
 * are followed; dynamic ones only where nothing else leads there.
 *
 * @param isTarget told every import and the module it stands in
 */
export function findChain(
  imports: Imports,
  entry: string,
  isTarget: (one: Import) => boolean,
): readonly string[] | undefined {
  return (
    search(imports, entry, isTarget, ({ kind }) => kind !== 'dynamic-import') ??
    search(imports, entry, isTarget, () => true)
  );
}

function search(
  imports: Imports,
  entry: string,
  isTarget: (one: Import) => boolean,
  isFollowed: (one: Import) => boolean,
): readonly string[] | undefined {
  const seen = new Set([entry]);
  let ways: (readonly string[])[] = [[entry]];
  while (ways.length > 0) {
    const longer: (readonly string[])[] = [];
    for (const way of ways) {
      for (const one of imports[way.at(-1) ?? '']?.filter(isFollowed) ?? []) {
        if (isTarget(one)) return [...way, one.path];
        if (seen.has(one.path) || one.external) continue;
        seen.add(one.path);
        longer.push([...way, one.path]);
      }
    }
    ways = longer;
  }
  return undefined;
}
