import remapping, { type SourceMapInput } from '@jridgewell/remapping';
import { transform, type TransformOptions } from 'esbuild';
import MagicString from 'magic-string';
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
  const options: TransformOptions = {
    minifyWhitespace: true,
    target: 'esnext',
    legalComments: 'none',
    treeShaking: false,
    lineLimit: LINE_LIMIT,
    define,
    logLevel: 'silent',
    ...(hasMap && { sourcemap: 'external', sourcesContent: false }),
  };
  const first = await transform(code, options);
  if (!losesNames(code, first.code)) return finish(first.code, [first.map]);
  const named = await transform(code, { ...options, keepNames: true });
  const { text, map: enclosedMap } = encloseHelper(named.code);
  return finish(text, [enclosedMap, named.map]);

  function finish(minified: string, minifiedMaps: readonly (string | object)[]): Written {
    const text = minified.replace(/;\n$/, '');
    if (!hasMap || map === '') return { code: text, map: '', references };
    const maps = [...minifiedMaps, map, ...(compiledMap ? [compiledMap] : [])];
    return { code: text, map: remapping(maps as SourceMapInput[], () => null).toString(), references };
  }
}

/** What the minifier puts before a module whose names it keeps. */
const HELPER =
  /^var (\w+)=Object\.defineProperty;\s*var \w+=\(target,value\)=>\1\(target,"name",\{value,configurable:(?:true|!0)\}\);\s*/;

/** A module is one expression: the helper moves into a function around it. */
function encloseHelper(code: string): Readonly<{ text: string; map: object }> {
  const helper = HELPER.exec(code)?.[0];
  if (helper === undefined)
    throw new Error(`The minifier keeps names in a way of its own: ${code.slice(0, 200)}`);
  const enclosed = new MagicString(code);
  enclosed.prepend('(()=>{').appendRight(helper.trimEnd().length, 'return(');
  enclosed.overwrite(code.lastIndexOf(';'), code.length, ')})()');
  return { text: enclosed.toString(), map: enclosed.generateMap({ hires: true }) };
}

/** A function or class, by its own name or by that of the variable that it is given to, where the name ends in a digit. */
const NUMBERED =
  /(?:\b(?:function\b\*?|class)\s*|[{}();,\s])([A-Za-z_$][\w$]*\d)(?=\s*(?:\(|\{|=(?:async\b|function\b|class\b|\(|[\w$]+=>)| extends\b))/g;

/**
 * Whether a function or class got another name: the minifier numbers those that have the name of something around them
 * (`return function serve2(…)` within `serve`). Keeping names costs a call for each function of the module at start, so only
 * such modules pay it.
 */
function losesNames(before: string, after: string): boolean {
  const numbered = new Set([...after.matchAll(NUMBERED)].map(([, name = '']) => name));
  if (numbered.size === 0) return false;
  const known = new Set(before.match(/[A-Za-z_$][\w$]*/g));
  return [...numbered].some((name) => !known.has(name));
}
