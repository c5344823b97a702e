import remapping, { type SourceMapInput } from '@jridgewell/remapping';
import { compactSource } from './compact-source.ts';
import type { Written } from './write-esm.ts';

export type MinifyOptions = Readonly<{
  /** Expressions such as `process.env.NAME` that stand for a JSON value. */
  define?: Readonly<Record<string, string>>;
  /** Map from the module's text to its file, where it was compiled. */
  map?: string | undefined;
  /** Whether a map is made. */
  hasMap: boolean;
}>;

/**
 * Takes comments and white space out of a module. Names stay: stack traces show them, and Nest and many packages tell classes
 * by them.
 */
export function minifyModule(
  { code, map, references }: Written,
  { define = {}, map: compiledMap, hasMap }: MinifyOptions,
): Written {
  const isMapped = hasMap && map !== '';
  const compacted = compactSource(code, { define, hasMap: isMapped });
  if (!isMapped) return { code: compacted.code, map: '', references };
  const maps = [compacted.map, map, ...(compiledMap ? [compiledMap] : [])];
  return {
    code: compacted.code,
    map: remapping(maps as SourceMapInput[], () => null).toString(),
    references,
  };
}
