/** Names the sources of a bundle's stack traces. Loaded with the first error that is reported. */
import { readFileSync } from 'node:fs';
import { originalPositionFor, TraceMap, type EncodedSourceMap } from '@jridgewell/trace-mapping';

/** Where the modules of a bundle's scripts stand, and where their text comes from. */
export type StackMap = Readonly<{
  /** By script, the modules in it: the line that each begins on, counted from 0, and its id. */
  lines: Readonly<Record<string, readonly (readonly [line: number, id: number])[]>>;
  /** Paths of the modules below the root, by id. */
  names: readonly string[];
  /** Mappings from the module's text in the script to its file, by id: of the application's own modules, or of all. */
  mappings: Readonly<Record<number, string>>;
}>;

/** A frame of a stack: the script of the bundle, line and column, counted from 1. */
const FRAME = /(\(|at |async )((?:file:\/\/)?[^\s()]*\/)?([\w.-]+\.js):(\d+):(\d+)(\)?)$/gm;

/**
 * Makes a function that writes the sources' files and lines into a stack trace, where it knows them.
 *
 * @param folder of the bundle, with a slash at its end
 */
export function createStackMapper(folder: string): (stack: string) => string {
  return stackMapper(JSON.parse(readFileSync(`${folder}stack.json`, 'utf8')) as StackMap);
}

export function stackMapper({ lines, names, mappings }: StackMap): (stack: string) => string {
  const maps = new Map<number, TraceMap>();
  const mapOf = (id: number): TraceMap | undefined => {
    const encoded = mappings[id];
    if (encoded === undefined) return undefined;
    const known =
      maps.get(id) ??
      new TraceMap({ version: 3, sources: [''], names: [], mappings: encoded } as EncodedSourceMap);
    maps.set(id, known);
    return known;
  };
  const locate = (script: string, line: number, column: number): string | undefined => {
    const found = lines[script]?.findLast(([first]) => first <= line - 1);
    if (!found) return undefined;
    const [first, id] = found;
    const map = mapOf(id);
    const at = map && originalPositionFor(map, { line: line - first, column: column - 1 });
    const name = names[id] ?? '';
    return at?.line == null ? name : `${name}:${at.line}:${(at.column ?? 0) + 1}`;
  };
  return (stack) =>
    stack.replace(
      FRAME,
      (frame, before: string, _folder, script: string, line: string, column: string, after: string) => {
        const place = locate(script, Number(line), Number(column));
        return place === undefined ? frame : `${before}${place}${after}`;
      },
    );
}
