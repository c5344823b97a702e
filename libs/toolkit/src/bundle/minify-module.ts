import remapping, { type SourceMapInput } from '@jridgewell/remapping';
import { transform } from 'esbuild';
import type { Written } from './write-esm.ts';

/** Columns of a line at most: Node prints the line of an error that nothing caught. */
const LINE_LIMIT = 120;

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
export async function minifyModule(
  { code, map, references }: Written,
  { define = {}, map: compiledMap, hasMap }: MinifyOptions,
): Promise<Written> {
  const minified = await transform(code, {
    minifyWhitespace: true,
    target: 'esnext',
    legalComments: 'none',
    treeShaking: false,
    lineLimit: LINE_LIMIT,
    define,
    logLevel: 'silent',
    ...(hasMap && { sourcemap: 'external', sourcesContent: false }),
  });
  const text = minified.code.replace(/;\n$/, '');
  if (!hasMap || map === '') return { code: text, map: '', references };
  const maps = [minified.map, map, ...(compiledMap ? [compiledMap] : [])];
  return { code: text, map: remapping(maps as SourceMapInput[], () => null).toString(), references };
}
