import type { Files } from '../run-both.ts';

/** A program, what Node makes of it, and so what a bundle has to make of it. */
export type ProgramCase = Readonly<{
  it: string;
  files: Files;
  value?: unknown;
  error?: Readonly<{ name: string; code?: string }>;
}>;

/** A CommonJS package. */
export const commonJs = (name: string, text: string, facts: object = {}): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: '1.0.0',
    main: 'index.js',
    ...facts,
  }),
  [`node_modules/${name}/index.js`]: text,
});

/** A package of ES modules. */
export const esm = (name: string, text: string, facts: object = {}): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: '1.0.0',
    type: 'module',
    exports: './index.js',
    ...facts,
  }),
  [`node_modules/${name}/index.js`]: text,
});
