import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_PLACE, START, type Manifest } from './loader/scripts.ts';
import type { LookupData } from './loader/lookup.ts';
import type { Module, ModuleGraph } from './module-graph.ts';
import type { BundleFile } from './plan-files.ts';
import { isOwn } from './resolve-module.ts';
import type { Written } from './write-esm.ts';

/** Writes the scripts of a bundle into a folder. */
export function writeScripts(
  folder: string,
  files: readonly BundleFile[],
  written: readonly Written[],
  { entry, deferred }: Pick<Manifest, 'entry' | 'deferred'>,
): void {
  const places: string[] = written.map(() => '');
  files.forEach(({ modules }, index) => {
    for (const { id } of modules) places[id] = String.fromCharCode(FIRST_PLACE + index);
  });
  const manifest = { entry, deferred, files: files.map(({ name }) => name), places: places.join('') };
  for (const { name, modules } of files) {
    writeFileSync(join(folder, name), toScript(modules, written, name === START ? manifest : undefined));
  }
}

/**
 * A script whose value is a table of module functions, see loader/scripts.ts. Not strict: CommonJS is not, unless it says so.
 * Each function begins on a line of its own.
 */
export function toScript(
  modules: readonly Module[],
  written: readonly Written[],
  manifest?: Manifest,
): string {
  const esm = modules.filter(({ format }) => format === 'esm');
  const others = modules.filter(({ format }) => format !== 'esm');
  const list = (some: readonly Module[]): string =>
    `[[${some.map(({ id }) => id).join()}],[\n${some.map(({ id }) => written[id]?.code ?? '').join(',\n')}]]`;
  const names = Object.fromEntries(modules.filter(knowsItsPlace).map(({ id, name }) => [id, name]));
  const last = manifest ? `,manifest:${toAscii(JSON.stringify(manifest))}` : '';
  return `({esm:${list(esm)},commonjs:${list(others)},names:${toAscii(JSON.stringify(names))}${last}})`;
}

/** Whether a module asks where it lies. */
function knowsItsPlace(module: Module): boolean {
  if (module.format === 'addon') return true;
  if (module.format === 'esm') return module.parsed.requests.metas.length > 0;
  if (module.format === 'json') return false;
  const { names } = module.parsed.bindings;
  return names.has('__filename') || names.has('__dirname');
}

/** One letter that is not ASCII would make V8 hold a script at two bytes a letter. */
function toAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Writes what the loader looks up when only the running program knows a name. */
export function writeLookup(folder: string, { modules }: ModuleGraph): void {
  const lookups: Record<number, Record<string, number>> = {};
  const packages: Record<string, number> = {};
  // The application's own word on what a package's name means counts first.
  for (const module of [...modules.filter(({ path }) => isOwn(path)), ...modules]) {
    for (const [key, target] of module.targets) {
      const specifier = key.slice(key.indexOf(' ') + 1);
      if (target.kind === 'module' && !/^[./#]/.test(specifier)) packages[specifier] ??= target.module.id;
    }
    if (module.format !== 'esm' && module.format !== 'commonjs') continue;
    for (const { kind, specifier } of module.parsed.requests.lookups) {
      const target = module.targets.get(`${kind} ${specifier}`);
      if (target?.kind === 'module') (lookups[module.id] ??= {})[specifier] = target.module.id;
    }
  }
  const data: LookupData = { names: modules.map(({ name }) => name), lookups, packages };
  writeFileSync(join(folder, 'modules.json'), JSON.stringify(data));
}
