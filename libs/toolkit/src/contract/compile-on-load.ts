import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve as absolute } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { describeSyntaxError } from '../bundle/compile-typescript.ts';
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
  const find = createResolver({
    ...(existsSync(TSCONFIG) && { tsconfig: absolute(TSCONFIG) }),
  });
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
      const isSource = url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');
      if (!isSource) return nextLoad(url, context);
      const { source } = nextLoad(url, { ...context, format: 'module' });
      return { format: 'module', source: compile(String(source), fileURLToPath(url)), shortCircuit: true };
    },
  });
}

function isNotFound(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_UNSUPPORTED_DIR_IMPORT';
}

function compile(source: string, filename: string): string {
  try {
    return transform(source, filename);
  } catch (error) {
    throw new SyntaxError(describeSyntaxError(error), { cause: error });
  }
}

function transform(source: string, filename: string): string {
  return transformSync(source, {
    filename,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
  }).code;
}
