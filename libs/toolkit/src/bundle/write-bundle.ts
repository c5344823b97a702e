import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BYTE_ORDER_MARK, FIRST_PLACE, START, type Manifest } from './loader/scripts.ts';
import type { LookupData } from './loader/lookup.ts';
import type { Module, ModuleGraph } from './module-graph.ts';
import type { BundleFile } from './plan-files.ts';
import { isOwn } from './resolve-module.ts';
import type { WrittenModules } from './write-modules.ts';

const NOWHERE = ' ';

type ScriptSettings = Pick<Manifest, 'entry' | 'deferred'> &
  Readonly<{
    /** What stands after the text of a script. Default: nothing. */
    append?: (modules: readonly Module[]) => string;
  }>;

/** Writes the scripts of a bundle into a folder. */
export function writeScripts(
  folder: string,
  files: readonly BundleFile[],
  written: WrittenModules,
  { entry, deferred, append = () => '' }: ScriptSettings,
): void {
  // A letter for each id: a module that nothing runs stands nowhere.
  const places = Array.from({ length: lastId(written) + 1 }, () => NOWHERE);
  files.forEach(({ modules }, index) => {
    for (const { id } of modules) places[id] = String.fromCharCode(FIRST_PLACE + index);
  });
  const manifest = { entry, deferred, files: files.map(({ name }) => name), places: places.join('') };
  for (const { name, modules } of files) {
    const script = toScript(modules, written, name === START ? manifest : undefined) + append(modules);
    writeFileSync(join(folder, name), isAscii(script) ? script : BYTE_ORDER_MARK + script);
  }
}

/** The modules of a script in the order in which they stand there, with the line each begins on, counted from 0. */
export function linesOf(
  modules: readonly Module[],
  written: WrittenModules,
): readonly (readonly [line: number, id: number])[] {
  let line = 1;
  return ordered(modules).map((module) => {
    const at = line;
    line += codeOf(module, written).split('\n').length;
    return [at, module.id] as const;
  });
}

function ordered(modules: readonly Module[]): readonly Module[] {
  return [...modules.filter(isEsm), ...modules.filter((module) => !isEsm(module))];
}

const codeOf = (module: Module, written: WrittenModules): string => written.get(module)?.code ?? '';

const lastId = (written: WrittenModules): number => [...written.keys()].at(-1)?.id ?? -1;

const isEsm = ({ format }: Module): boolean => format === 'esm';

/**
 * A script whose value is a table of module functions, see loader/scripts.ts. Not strict: CommonJS is not, unless it says so.
 * Each function begins on a line of its own.
 */
export function toScript(modules: readonly Module[], written: WrittenModules, manifest?: Manifest): string {
  const list = (some: readonly Module[]): string =>
    some.length === 0
      ? '[[],[]]'
      : `[[${some.map(({ id }) => id).join()}],[\n${some.map((module) => codeOf(module, written)).join(',\n')}]]`;
  const esm = modules.filter(isEsm);
  const others = modules.filter((module) => !isEsm(module));
  const names = Object.fromEntries(modules.filter(knowsItsPlace).map(({ id, name }) => [id, name]));
  const last = manifest ? `,manifest:${toAscii(JSON.stringify(manifest))}` : '';
  return `({esm:${list(esm)},commonjs:${list(others)},names:${toAscii(JSON.stringify(names))}${last}})`;
}

/** Whether a module asks where it lies. */
function knowsItsPlace(module: Module): boolean {
  if (module.format === 'addon') return true;
  return module.format === 'json' ? false : module.parsed.knowsItsPlace;
}

/** One letter that is not ASCII would make V8 hold a script at two bytes a letter. */
function toAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Writes what the loader looks up when only the running program knows a name. */
export function writeLookup(folder: string, { modules }: ModuleGraph, written: WrittenModules): void {
  const lookups: Record<number, Record<string, number>> = {};
  const packages: Record<string, number> = {};
  // The application's own word on what a package's name means counts first.
  for (const module of [...modules.filter(({ path }) => isOwn(path)), ...modules]) {
    for (const [key, target] of module.targets) {
      const specifier = key.slice(key.indexOf(' ') + 1);
      if (target.kind !== 'module' || /^[./#]/.test(specifier) || !written.has(target.module)) continue;
      packages[specifier] ??= target.module.id;
    }
    if (module.format !== 'esm' && module.format !== 'commonjs') continue;
    for (const { kind, specifier } of module.lookups) {
      const target = module.targets.get(`${kind} ${specifier}`);
      if (target?.kind === 'module') (lookups[module.id] ??= {})[specifier] = target.module.id;
    }
  }
  const names = modules.map((module) => (written.has(module) ? module.name : ''));
  const data: LookupData = { names, lookups, packages };
  writeFileSync(join(folder, 'modules.json'), JSON.stringify(data));
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
