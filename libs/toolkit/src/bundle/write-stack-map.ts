import { writeFileSync } from 'node:fs';
import type { StackMap } from './loader/map-stack.ts';
import type { Program } from './bundle-program.ts';
import type { BundleFile } from './plan-files.ts';
import { isOwn } from './resolve-module.ts';
import { linesOf } from './write-bundle.ts';

/**
 * Writes where the text of a bundle comes from: of the application's own modules into the bundle, where an error that is
 * reported finds it, and of all modules into a file beside it.
 *
 * @param inside file in the bundle
 * @param beside file that stays with the build
 */
export function writeStackMaps(
  { graph, written }: Program,
  files: readonly BundleFile[],
  { inside, beside }: Readonly<{ inside: string; beside?: string | undefined }>,
): void {
  const facts = {
    lines: Object.fromEntries(files.map(({ name, modules }) => [name, linesOf(modules, written)])),
    names: graph.modules.map((module) => (written.has(module) ? module.name : '')),
  };
  const mappingsOf = (isWanted: (path: string) => boolean): StackMap['mappings'] =>
    Object.fromEntries(
      [...written].flatMap(([{ id, path }, { map }]) => {
        return map && isWanted(path) ? [[id, (JSON.parse(map) as { mappings: string }).mappings]] : [];
      }),
    );
  const own: StackMap = { ...facts, mappings: mappingsOf(isOwn) };
  writeFileSync(inside, JSON.stringify(own));
  if (beside === undefined) return;
  const all: StackMap = { ...facts, mappings: mappingsOf(() => true) };
  writeFileSync(beside, JSON.stringify(all));
}
