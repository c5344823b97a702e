import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { compileTypescript } from './compile-typescript.ts';
import type { CompilerSettings } from './read-compiler-settings.ts';
import type { SourceType } from './syntax.ts';

/** A file as the bundle takes it in. */
export type Source =
  | Readonly<{
      kind: 'code';
      /** JavaScript. */
      code: string;
      /** Source map from `code` to the file, where it was compiled. */
      map: string | undefined;
      /** `undefined` where only the text can tell. */
      sourceType: SourceType | undefined;
    }>
  | Readonly<{ kind: 'json'; text: string }>
  /** A compiled addon: copied beside the bundle. */
  | Readonly<{ kind: 'addon' }>;

/** Endings of what is compiled. */
export const TYPESCRIPT = /\.(?:[cm]?ts|tsx)$/;

/**
 * Reads a file as Node does: what it is, its ending tells, and the `type` of the package it lies in. TypeScript is compiled.
 *
 * @throws SyntaxError with file and line
 */
export async function readSource(
  path: string,
  edit: (text: string) => string = (text) => text,
  settings?: CompilerSettings,
): Promise<Source> {
  const extension = extname(path);
  if (extension === '.node') return { kind: 'addon' };
  const text = edit(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  if (extension === '.json') return { kind: 'json', text };
  const sourceType = typeOf(path);
  if (!TYPESCRIPT.test(path)) return { kind: 'code', code: text, map: undefined, sourceType };
  return {
    kind: 'code',
    ...(await compileTypescript(text, path, sourceType, settings)),
    sourceType: sourceType ?? 'module',
  };
}

/** What a file is by its ending, and by the `type` of its package; `undefined` where neither says it. */
export function typeOf(path: string): SourceType | undefined {
  const extension = extname(path);
  if (extension.startsWith('.m')) return 'module';
  if (extension.startsWith('.c')) return 'commonjs';
  return findPackage(path)?.type;
}

/** What a package.json says that matters here. */
export type PackageFacts = Readonly<{
  /** Folder of the package.json. */
  folder: string;
  name: string | undefined;
  version: string | undefined;
  type: SourceType | undefined;
  /** The package's own word on whether its modules do something when they run: `false`, or the files that do. */
  sideEffects: boolean | readonly string[] | undefined;
}>;

const known = new Map<string, PackageFacts | undefined>();

/** The nearest package.json above a file, and what it says. Read once a process. */
export function findPackage(path: string): PackageFacts | undefined {
  const folder = dirname(path);
  if (known.has(folder)) return known.get(folder);
  const found = readPackage(folder) ?? (folder === dirname(folder) ? undefined : findPackage(folder));
  known.set(folder, found);
  return found;
}

function readPackage(folder: string): PackageFacts | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, 'package.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
  const { name, version, type, sideEffects } = JSON.parse(text) as Partial<PackageFacts>;
  return { folder, name, version, type, sideEffects };
}
