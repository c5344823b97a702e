import { encodedMap, FlattenMap, type SectionedSourceMap } from '@jridgewell/trace-mapping';
import { pathToFileURL } from 'node:url';
import type { Module } from './module-graph.ts';
import { isOwn } from './resolve-module.ts';
import { linesOf } from './write-bundle.ts';
import type { WrittenModules } from './write-modules.ts';

/**
 * The comment by which a debugger finds the sources of a script, map and all: breakpoints in the application's TypeScript then stop.
 * Packages are left as they are bundled.
 */
export function inlineSourceMap(modules: readonly Module[], written: WrittenModules): string {
  const sections = linesOf(modules, written).flatMap(([line, id]) => {
    const module = modules.find((one) => one.id === id);
    const { map } = (module && written.get(module)) ?? {};
    if (!module || !map || !isOwn(module.path)) return [];
    const { mappings } = JSON.parse(map) as { mappings: string };
    const sources = [pathToFileURL(module.path).href];
    return [{ offset: { line, column: 0 }, map: { version: 3 as const, sources, names: [], mappings } }];
  });
  const sectioned = { version: 3, sections } as unknown as SectionedSourceMap;
  const whole = JSON.stringify(encodedMap(FlattenMap(sectioned)));
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(whole).toString('base64')}`;
}
