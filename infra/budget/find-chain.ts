import type { Metafile } from 'esbuild';

type Inputs = Metafile['inputs'];
type Import = Inputs[string]['imports'][number];

/**
 * The shortest way by which the entry comes to import something: paths as esbuild has them, the entry first. Static imports
 * are followed; dynamic ones only where nothing else leads there.
 *
 * @param isTarget told every import and the module it stands in
 */
export function findChain(
  inputs: Inputs,
  entry: string,
  isTarget: (one: Import) => boolean,
): readonly string[] | undefined {
  return (
    search(inputs, entry, isTarget, ({ kind }) => kind !== 'dynamic-import') ??
    search(inputs, entry, isTarget, () => true)
  );
}

function search(
  inputs: Inputs,
  entry: string,
  isTarget: (one: Import) => boolean,
  isFollowed: (one: Import) => boolean,
): readonly string[] | undefined {
  const seen = new Set([entry]);
  let ways: (readonly string[])[] = [[entry]];
  while (ways.length > 0) {
    const longer: (readonly string[])[] = [];
    for (const way of ways) {
      for (const one of inputs[way.at(-1) ?? '']?.imports.filter(isFollowed) ?? []) {
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
