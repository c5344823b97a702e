import { readFile } from 'node:fs/promises';
import { transform } from '@swc/core';
import type { Plugin } from 'esbuild';

/** esbuild drops the types that Nest injects by; swc writes them into the JavaScript before esbuild reads it. */
export const compileDecorators: Plugin = {
  name: 'compile-decorators',
  setup(build) {
    build.onLoad({ filter: /(?:apps|libs)\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { code } = await transform(source, {
        filename: path,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
      });
      return { contents: code, loader: 'js' };
    });
  },
};
