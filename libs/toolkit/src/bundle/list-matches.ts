import { existsSync, readdirSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import type { Pattern, Request } from './read-requests.ts';

/** What can be asked for by a name without its ending, or with it. */
const MODULE = /(?<!\.d)\.(?:[cm]?[jt]s|tsx|json|node)$/;

/** What lies beside modules and is no part of the program. */
const SPEC = /[.-](?:spec|test)\.[^./]+$/;

/**
 * Lists the files that a module may mean by a specifier of which only the ends are known: those in the folder that it begins with, and
 * in the folders below; where it begins with no folder but the module's own (`'./' + name`), those beside the module alone.
 *
 * @param path of the module
 */
export function listMatches({ kind, prefix, suffix }: Pattern, path: string): readonly Request[] {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const place = join(path, '..', folder);
  if (!existsSync(place)) return [];
  const hasFolder = !/^(?:\.{1,2}\/)+$/.test(folder);
  return readdirSync(place, { recursive: hasFolder, encoding: 'utf8' })
    .map((name) => name.split(sep).join(posix.sep))
    .filter((name) => MODULE.test(name) && !SPEC.test(name) && !name.includes('node_modules/'))
    .map((name) => folder + name)
    .filter((name) => name.startsWith(prefix) && fits(name, suffix) && join(path, '..', name) !== path)
    .toSorted()
    .map((specifier) => ({ kind, specifier }));
}

/** A source may be asked for as what it is compiled to, `.js`, and by `require` without its ending. */
const fits = (name: string, suffix: string): boolean =>
  name.endsWith(suffix) || name.replace(/\.([cm]?)tsx?$/, '.$1js').endsWith(suffix) || !MODULE.test(suffix);
