import type { Optimisation } from './optimisation.ts';

const form = (name: string, range: string, from: string, to: string): Optimisation => ({
  name: `${name}-esm`,
  why: 'Node takes the CommonJS form, which is loaded whole; of the ES modules that the package ships too, only what is used runs.',
  saves: 'up to 200 modules at start',
  package: name,
  range,
  form: { from, to },
});

/** Packages whose ES modules are taken, by all who import or require them. */
export const FORMS: readonly Optimisation[] = [
  form('rxjs', '^7.8.0', 'dist/cjs/', 'dist/esm/'),
  form('class-validator', '>=0.14.0 <0.16.0', 'cjs/', 'esm2015/'),
  form('class-transformer', '~0.5.1', 'cjs/', 'esm2015/'),
  form('tslib', '^2.0.0', 'modules/index.js', 'tslib.es6.mjs'),
];
