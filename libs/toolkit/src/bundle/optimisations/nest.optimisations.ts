import { SOUND_PATH } from './express.optimisations.ts';
import { later } from './later.ts';
import type { Optimisation } from './optimisation.ts';

/** Nest's modules declare classes and functions; those that do more are run for what they do, see plan-imports.ts. */
const DECLARES_ONLY = /\.js$/;

const pure = (name: string): Optimisation => ({
  name: `pure-${name.replace('@nestjs/', 'nest-')}`,
  why: 'An import of one decorator loads the whole package, because its package.json does not say that modules only declare.',
  saves: 'hundreds of modules at start',
  package: name,
  range: '^12.0.0',
  pure: DECLARES_ONLY,
});

const formatter = (file: string): { file: string; find: string; replace: string } => ({
  file,
  find: 'const dateTimeFormatter = new Intl.DateTimeFormat(',
  replace: `const dateTimeFormatter = ((...options) => {
    let made;
    return { format: (date) => (made ??= new Intl.DateTimeFormat(...options)).format(date) };
  })(`,
});

const hook = (file: string, name: string, caller: string) => ({
  file: `hooks/${file}.hook.js`,
  find: `export async function ${caller}(moduleRef) {`,
  replace: `export async function ${caller}(moduleRef) {
    const hosts = [moduleRef.controllers, moduleRef.injectables, moduleRef.middlewares, moduleRef.providers];
    const mayHook = ({ isTransient, instance }) => isTransient || (instance && isFunction(instance.${name}));
    if (!hosts.some((wrappers) => wrappers.values().some(mayHook))) return;`,
});

export const NEST: readonly Optimisation[] = [
  ...[
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-express',
    '@nestjs/config',
    '@nestjs/mapped-types',
  ].map(pure),
  {
    name: 'nest-date-format',
    why: 'A date formatter loads ICU, a third of a bare cold start, and a log of JSON lines never formats with it.',
    saves: 'about 0.3 × bare of a first response',
    package: '@nestjs/common',
    range: '^12.0.0',
    edits: [formatter('services/logger.service.js'), formatter('services/console-logger.service.js')],
  },
  {
    name: 'nest-path-check',
    why: 'The adapter compiles the path of every route to see that it compiles, which plain paths surely do.',
    saves: 'about 0.03 × bare with 300 routes',
    package: '@nestjs/platform-express',
    range: '^12.0.0',
    redirects: [
      {
        importer: 'adapters/express-adapter.js',
        specifier: 'path-to-regexp',
        module: `
const real = require('path-to-regexp');
module.exports = {
  ...real,
  pathToRegexp: (path, options) =>
    typeof path === 'string' && ${SOUND_PATH}.test(path) && options === undefined ? undefined : real.pathToRegexp(path, options),
};
`,
      },
      { importer: 'adapters/express-adapter.js', specifier: 'cors', module: later('cors') },
    ],
  },
  {
    name: 'nest-clock',
    why: 'Nest times how long instances take, at every start, for a devtool: the clock of perf_hooks takes a module of Node.',
    saves: 'about 0.01 × bare',
    package: '@nestjs/core',
    range: '^12.0.0',
    redirects: [
      {
        importer: 'injector/injector.js',
        specifier: 'perf_hooks',
        module: 'exports.performance = { now: () => Number(process.hrtime.bigint()) / 1e6 };',
      },
    ],
  },
  {
    name: 'nest-config-later',
    why: 'A parser of .env files, which are not read in Lambda.',
    saves: 'about 0.01 × bare',
    package: '@nestjs/config',
    range: '^12.0.0',
    redirects: [
      { importer: 'dist/utils/get-default-parser.util.js', specifier: 'dotenv', module: later('dotenv') },
    ],
  },
  {
    name: 'nest-scan',
    why: 'Nest walks every class up for enhancers four times, and sorts the instances of every module twice for hooks that few have.',
    saves: 'about 0.1 × bare with 300 routes',
    package: '@nestjs/core',
    range: '^12.0.0',
    edits: [
      {
        file: 'scanner.js',
        find: `let prototype = component.prototype;
        do {
            const descriptor = Reflect.getOwnPropertyDescriptor(prototype, methodKey);
            if (!descriptor) {
                continue;
            }
            const metadata = Reflect.getMetadata(key, descriptor.value);
            if (!metadata) {
                return;
            }
            return { methodKey, metadata };
        } while ((prototype = Reflect.getPrototypeOf(prototype)) &&
            prototype !== Object.prototype &&
            prototype);
        return undefined;`,
        // Methods alone are asked for here: reading one runs no getter.
        replace: `const metadata = Reflect.getMetadata(key, component.prototype[methodKey]);
        return metadata ? { methodKey, metadata } : undefined;`,
      },
      hook('on-module-init', 'onModuleInit', 'callModuleInitHook'),
      hook('on-app-bootstrap', 'onApplicationBootstrap', 'callModuleBootstrapHook'),
    ],
  },
];
