import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ABSENT } from './list-start.ts';

const require = createRequire(import.meta.url);

/** Packages whose ES modules, of which only what is used is bundled, are not what Node would take. */
const ES_MODULES: Readonly<Record<string, string>> = {
  rxjs: 'dist/esm/index.js',
  'rxjs/operators': 'dist/esm/operators/index.js',
  'class-validator': 'esm2015/index.js',
  'class-transformer': 'esm2015/index.js',
};

/** Optional parts of packages, which this project does not have: importing one fails as if it were not installed. */
const ABSENT_PACKAGES =
  /^(?:@nestjs\/(?:microservices|websockets)(?:\/.*)?|class-transformer\/storage|web-streams-polyfill(?:\/.*)?)$/;

/** Nest's modules do nothing when they are imported, though its packages do not say so; reflect-metadata has run by then. */
const WITHOUT_SIDE_EFFECTS = /node_modules\/@nestjs\/(?:common|core|platform-express|config|mapped-types)\//;

/** What swc's helpers are called in tslib, which is in the bundle anyway. */
const HELPERS = /^@swc\/helpers\/_\/_ts_(decorate|metadata|param)$/;

/** Chooses what the imports of packages mean in the bundle. */
export const resolveModules: Plugin = {
  name: 'resolve-modules',
  setup(build) {
    const names = Object.keys(ES_MODULES).map((name) => name.replace('/', '\\/'));
    build.onResolve({ filter: new RegExp(`^(?:${names.join('|')})$`) }, ({ path }) => {
      const [name = ''] = path.split('/');
      const folder = dirname(require.resolve(`${name}/package.json`));
      return { path: join(folder, ES_MODULES[path] ?? ''), sideEffects: false };
    });

    build.onResolve({ filter: /^subset:/ }, ({ path }) => ({
      path: join(import.meta.dirname, 'subsets', `${path.slice('subset:'.length)}.ts`),
    }));

    build.onResolve({ filter: HELPERS }, ({ path }) => ({ path, namespace: 'helper', sideEffects: false }));
    build.onLoad({ filter: /.*/, namespace: 'helper' }, ({ path }) => ({
      contents: `export { __${HELPERS.exec(path)?.[1]} as _ } from 'tslib';`,
      resolveDir: import.meta.dirname,
    }));

    build.onResolve({ filter: ABSENT_PACKAGES }, ({ path }) => ({ path, namespace: ABSENT }));
    build.onLoad({ filter: /.*/, namespace: ABSENT }, ({ path }) => ({
      contents: `throw Object.assign(new Error("Cannot find module '${path}'"), { code: 'MODULE_NOT_FOUND' });`,
    }));

    build.onResolve(
      { filter: /^(?:@nestjs\/|\.)/ },
      async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === resolveModules || !/@nestjs/.test(path + importer)) return undefined;
        const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: resolveModules });
        if (found.errors.length > 0 || !WITHOUT_SIDE_EFFECTS.test(found.path)) return undefined;
        return { path: found.path, sideEffects: false };
      },
    );
  },
};
