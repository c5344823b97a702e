import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve as absolute } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync, type Options } from '@swc/core';
import { describeSyntaxError } from '../bundle/compile-typescript.ts';
import { compilerOptions } from '../bundle/compiler-options.ts';
import { readCompilerSettings } from '../bundle/read-compiler-settings.ts';
import { TYPESCRIPT, typeOf } from '../bundle/read-source.ts';
import { createResolver } from '../bundle/resolve-module.ts';

/** Whose `paths` imports may use: `nest g library` writes them. */
const TSCONFIG = 'tsconfig.json';

/**
 * Lets this process import the application's own sources, found and compiled as the bundle finds and compiles them. Node
 * can only strip types, while decorators, and the metadata that Nest injects by, need compiling; and it takes `./orders.module.js`,
 * which `nest g` writes, for a file that must be there by that name.
 */
export function compileOnLoad(): void {
  // Stacks tell lines of the sources, not of what they were compiled to.
  process.setSourceMapsEnabled(true);
  const tsconfig = existsSync(TSCONFIG) ? absolute(TSCONFIG) : undefined;
  const find = createResolver({ ...(tsconfig !== undefined && { tsconfig }) });
  const settings = tsconfig === undefined ? undefined : readCompilerSettings(tsconfig);
  registerHooks({
    resolve(specifier, context, nextResolve) {
      try {
        return nextResolve(specifier, context);
      } catch (error) {
        const importer = context.parentURL;
        if (!isNotFound(error) || !importer?.startsWith('file:') || importer.includes('/node_modules/'))
          throw error;
        const found = find({ kind: 'import', specifier }, fileURLToPath(importer));
        if (found.kind !== 'file') throw error;
        return { url: pathToFileURL(found.path).href, shortCircuit: true };
      }
    },
    load(url, context, nextLoad) {
      if (!isSource(url)) return nextLoad(url, context);
      const filename = fileURLToPath(url);
      const format = typeOf(filename) ?? 'module';
      // Node would strip the types of what it takes for TypeScript.
      const { source } = nextLoad(url, { ...context, format: 'module' });
      return {
        format,
        source: compile(String(source), compilerOptions(filename, format, settings)),
        shortCircuit: true,
      };
    },
  });
}

function isNotFound(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_UNSUPPORTED_DIR_IMPORT';
}

const isSource = (url: string): boolean =>
  url.startsWith('file:') && TYPESCRIPT.test(url) && !url.includes('/node_modules/');

function compile(source: string, options: Options): string {
  try {
    return transformSync(source, { ...options, sourceMaps: 'inline' }).code;
  } catch (error) {
    throw new SyntaxError(describeSyntaxError(error), { cause: error });
  }
}
