import { readFile } from 'node:fs/promises';
import { transform } from '@swc/core';
import type { Plugin } from 'esbuild';
import { describeSyntaxError } from './describe-syntax-error.ts';

/** Global classes that load fetch, 20 ms of a cold start, as soon as anybody names them. */
const OF_FETCH = 'CloseEvent|EventSource|FormData|Headers|MessageEvent|Request|Response|WebSocket';
/** How swc writes the type of a parameter that it cannot see is a type alone, such as Express's `Request`. */
const GUESSED_TYPE = new RegExp(`typeof (${OF_FETCH}) === "undefined" \\? Object : \\1\\b`, 'g');

/**
 * Compiles TypeScript with the types of decorated parameters, by which Nest injects and validates. Express's `Request`,
 * imported as a type, would be taken for fetch's global of that name: it becomes `Object`, which is what tsc writes.
 *
 * @throws SyntaxError with file and line
 */
export async function compileTypescript(source: string, filename: string): Promise<string> {
  const { code } = await transform(source, {
    filename,
    sourceMaps: false,
    jsc: {
      externalHelpers: true,
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
  }).catch((error: unknown) => {
    throw new SyntaxError(describeSyntaxError(error), { cause: error });
  });
  return nameClasses(code.replaceAll(GUESSED_TYPE, 'Object'));
}

/** Gives decorated classes their names for good: a bundle renames those of which it has two. */
function nameClasses(code: string): string {
  const names = [...code.matchAll(/^(\w+) = _ts_decorate\(\[/gm)].map(([, name]) => name);
  return (
    code + names.map((name) => `\nObject.defineProperty(${name}, "name", { value: "${name}" });`).join('')
  );
}

/** esbuild drops the types that Nest injects by; swc writes them into the JavaScript before esbuild reads it. */
export const compileDecorators: Plugin = {
  name: 'compile-decorators',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      try {
        return { contents: await compileTypescript(source, path), loader: 'js' };
      } catch (error) {
        // Given and not thrown: esbuild would tell where its plugin stands.
        return { errors: [{ text: (error as SyntaxError).message }] };
      }
    });
  },
};
