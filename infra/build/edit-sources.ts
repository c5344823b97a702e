import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * One change the bundle makes to the source of a package: a text that stands exactly once in a file, and what takes its
 * place. All such changes are in this file; the build, and a test, fail when a new version no longer has the text.
 */
export type SourceEdit = Readonly<{ file: string; find: string; replace: string }>;

/**
 * Modules that few requests need, laid in files of their own: the module, and the package whose dependency it is. An edited
 * source loads them with `require('door:…').default`.
 */
export const DOORS: Readonly<Record<string, string>> = {
  accepts: 'express',
  'body-parser': 'express',
  'content-disposition': 'express',
  cors: '@nestjs/platform-express',
  'debug/src/node.js': 'express',
  'proxy-addr': 'express',
  qs: 'express',
  send: 'express',
  'serve-static': 'express',
  'iconv-lite/encodings/index.js': 'body-parser',
  'mime-db': 'mime-types',
  dotenv: '@nestjs/config',
};

const open = (door: string): string => `require('door:${door}').default`;

/** Stands in for a function or a module until it is called or asked for a member. */
const later = (door: string): string => `((load) => {
  let loaded;
  return new Proxy(function () {}, {
    get: (_target, name) => (loaded ??= load())[name],
    apply: (_target, self, args) => Reflect.apply((loaded ??= load()), self, args),
  });
})(() => ${open(door)})`;

const behindDoors = (file: string, ...modules: readonly string[]): SourceEdit[] =>
  modules.map((module) => ({ file, find: `require('${module}')`, replace: later(module) }));

/** A middleware that Express offers as its own. */
const offered = (name: string, find: string, value: string): SourceEdit => ({
  file: 'express/lib/express.js',
  find,
  replace: `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => ${value} })`,
});

const EXPRESS: readonly SourceEdit[] = [
  { file: 'express/lib/express.js', find: "var bodyParser = require('body-parser')", replace: '' },
  ...['json', 'raw', 'text', 'urlencoded'].map((name) =>
    offered(name, `exports.${name} = bodyParser.${name}`, `${open('body-parser')}.${name}`),
  ),
  offered('static', "exports.static = require('serve-static')", open('serve-static')),
  ...behindDoors('express/lib/response.js', 'send', 'content-disposition'),
  ...behindDoors('express/lib/utils.js', 'qs', 'proxy-addr'),
  ...behindDoors('express/lib/request.js', 'accepts', 'proxy-addr'),
  {
    // What proxy-addr would compile for nobody.
    file: 'express/lib/utils.js',
    find: 'return proxyaddr.compile(val || []);',
    replace: 'return val ? proxyaddr.compile(val) : () => false;',
  },
];

/** The charset tables: body-parser's dependency asks for them only for bodies that are not UTF-8. */
const ICONV: readonly SourceEdit[] = [
  {
    file: 'iconv-lite/lib/index.js',
    find: 'require("../encodings")',
    replace: open('iconv-lite/encodings/index.js'),
  },
];

/** `debug` looks at the terminal and the whole environment when it is loaded; without DEBUG it prints nothing anyway. */
const DEBUG: readonly SourceEdit[] = [
  {
    file: 'debug/src/index.js',
    find: "module.exports = require('./node.js');",
    replace: `const quiet = () => Object.assign(() => {}, { enabled: false, extend: quiet });
    module.exports = process.env.DEBUG ? ${open('debug/src/node.js')} : quiet;`,
  },
  { file: 'debug/src/index.js', find: "require('./browser.js')", replace: '{}' },
];

/** Making a formatter loads ICU, a good third of a bare cold start, and a log of JSON lines never formats with it. */
const ICU: readonly SourceEdit[] = ['logger', 'console-logger'].map((name) => ({
  file: `@nestjs/common/services/${name}.service.js`,
  find: 'const dateTimeFormatter = new Intl.DateTimeFormat(',
  replace: `const dateTimeFormatter = ((...options) => {
    let made;
    return { format: (date) => (made ??= new Intl.DateTimeFormat(...options)).format(date) };
  })(`,
}));

/**
 * Types by extension are looked up in a table of 2,500 that takes 10 ms to set up. What JSON answers need of it, the charset
 * of a type, is a table of forty: that stays.
 */
const MIME: readonly SourceEdit[] = [
  {
    file: 'mime-types/index.js',
    find: "var db = require('mime-db')",
    replace: `var db, charsets = ${listCharsets()}`,
  },
  {
    file: 'mime-types/index.js',
    find: 'db[match[1].toLowerCase()]',
    replace: 'charsets[match[1].toLowerCase()]',
  },
  { file: 'mime-types/index.js', find: 'exports.extensions = Object.create(null)', replace: '' },
  { file: 'mime-types/index.js', find: 'exports.types = Object.create(null)', replace: '' },
  {
    file: 'mime-types/index.js',
    find: 'populateMaps(exports.extensions, exports.types)',
    replace: `for (const name of ['extensions', 'types']) {
      Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => {
        db = ${open('mime-db')};
        for (const map of ['extensions', 'types']) Object.defineProperty(exports, map, { value: Object.create(null) });
        populateMaps(exports.extensions, exports.types);
        return exports[name];
      } });
    }`,
  },
];

function listCharsets(): string {
  const types = createRequire(import.meta.url)('mime-db') as Record<string, { charset?: string }>;
  const known = Object.entries(types).flatMap(([type, { charset }]) =>
    charset ? [[type, { charset }]] : [],
  );
  return JSON.stringify(Object.fromEntries(known));
}

const NEST: readonly SourceEdit[] = [
  {
    // The namespace of a builtin is made member by member, which loads it.
    file: '@nestjs/platform-express/adapters/express-adapter.js',
    find: "import * as https from 'https';",
    replace: "const https = require('https');",
  },
  {
    // Measures how long instances take, at every start, for a devtool.
    file: '@nestjs/core/injector/injector.js',
    find: "import { performance } from 'perf_hooks';",
    replace: 'const performance = { now: () => Number(process.hrtime.bigint()) / 1e6 };',
  },
  {
    // The default adapter, unless one is given: without its package's upload interceptors.
    file: '@nestjs/core/nest-factory.js',
    find: "() => import('@nestjs/platform-express')",
    replace: "() => import('@nestjs/platform-express/adapters/express-adapter.js')",
  },
  {
    file: '@nestjs/common/pipes/validation.pipe.js',
    find: "import('class-validator')",
    replace: "import('subset:class-validator')",
  },
  {
    file: '@nestjs/platform-express/adapters/express-adapter.js',
    find: "import cors from 'cors';",
    replace: `const cors = (...options) => ${open('cors')}(...options);`,
  },
  {
    file: '@nestjs/config/dist/utils/get-default-parser.util.js',
    find: "import * as dotenv from 'dotenv';",
    replace: `const dotenv = { parse: (...given) => ${open('dotenv')}.parse(...given) };`,
  },
];

/** Path templates that surely compile: plain segments and whole parameters. */
const SOUND_PATH = String.raw`/^(?:\/|(?:\/(?:[\w.~-]+|:[A-Za-z_]\w*))+)$/`;

/**
 * What a route costs at start grows with the application. So the chain of guards and pipes of a route is made by its first
 * request, and its path is compiled for the first request whose path begins like it, if it has parameters at all. A path
 * that may be unsound is still compiled, and refused, at start. The paths of a route are worked out once, and again for
 * the log only where they are others, which those of versions are.
 */
const GROWTH: readonly SourceEdit[] = [
  {
    file: '@nestjs/core/router/router-explorer.js',
    find: ': this.createCallbackProxy(instance, targetCallback, methodName, moduleKey, requestMethod, STATIC_CONTEXT, instanceWrapper.id);',
    replace: `: ((make) => {
      let made;
      return (req, res, next) => (made ??= make())(req, res, next);
    })(() => this.createCallbackProxy(instance, targetCallback, methodName, moduleKey, requestMethod, STATIC_CONTEXT, instanceWrapper.id));`,
  },
  {
    file: '@nestjs/core/router/router-explorer.js',
    find: 'const pathsToLog = this.routePathFactory.create({',
    replace: 'const pathsToLog = !isVersioned ? pathsToRegister : this.routePathFactory.create({',
  },
  {
    file: '@nestjs/platform-express/adapters/express-adapter.js',
    find: 'pathToRegexp(convertedPath);',
    replace: `${SOUND_PATH}.test(convertedPath) || pathToRegexp(convertedPath);`,
  },
  {
    file: 'path-to-regexp/dist/index.js',
    find: 'function match(path, options = {}) {',
    replace: `function match(path, options = {}) {
      if (typeof path !== 'string' || !${SOUND_PATH}.test(path)) return matchNow(path, options);
      const { end = true, sensitive = false, trailing = true } = options;
      const parameter = path.indexOf(':');
      if (parameter === -1 && end && sensitive && !trailing) {
        return (input) => input === path && { path: input, params: Object.create(null) };
      }
      const start = sensitive && parameter > 0 ? path.slice(0, parameter) : '';
      let compiled;
      return (input) => input.startsWith(start) && (compiled ??= matchNow(path, options))(input);
    }
    function matchNow(path, options = {}) {`,
  },
];

/**
 * Which of several metadata providers has a decorated thing is noted for each of them, in maps that every garbage collection
 * goes through, and looked up for every question. While there is one provider, as long as nobody loads another copy of
 * reflect-metadata, there is nothing to note, and nobody else to ask.
 */
const METADATA: readonly SourceEdit[] = [
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'function getProvider(O, P) {',
    replace: `function hasOneProvider() {
                return IsUndefined(second) && IsUndefined(fallback);
            }
            function getProvider(O, P) {
                if (hasOneProvider()) return first;`,
  },
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'var existingProvider = getProvider(O, P);',
    replace: `if (hasOneProvider()) return true;
                var existingProvider = getProvider(O, P);`,
  },
];

/**
 * A function that is assigned to a property where it is written is old to the garbage collector from the start, and keeps
 * what it refers to until old objects are collected as well: here, a request and most of its response.
 */
const OLD_FUNCTIONS: readonly SourceEdit[] = [
  {
    file: '@codegenie/serverless-express/src/request.js',
    find: 'this._read = () => {\n      this.push(body)\n      this.push(null)\n    }',
    replace: `const read = () => {
      this.push(body)
      this.push(null)
    }
    this._read = read`,
  },
];

/** Nest asks for much that is not there, of every method and of all that it inherits from: a look each, while there is one provider. */
const INHERITED_METADATA: readonly SourceEdit[] = [
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'registerProvider: registerProvider,',
    replace: 'hasOneProvider: hasOneProvider, registerProvider: registerProvider,',
  },
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'OrdinaryDefineOwnMetadata: OrdinaryDefineOwnMetadata,',
    replace: `ownMetadata: function (O, P) {
                    var targetMetadata = metadata.get(O);
                    return targetMetadata === undefined ? undefined : targetMetadata.get(P);
                },
                OrdinaryDefineOwnMetadata: OrdinaryDefineOwnMetadata,`,
  },
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'function OrdinaryGetMetadata(MetadataKey, O, P) {',
    replace: `function OrdinaryGetMetadata(MetadataKey, O, P) {
            // The registry of an older copy has no such member.
            if (metadataRegistry.hasOneProvider && metadataRegistry.hasOneProvider()) {
                for (var at = O; at !== null; at = OrdinaryGetPrototypeOf(at)) {
                    var own = metadataProvider.ownMetadata(at, P);
                    if (own !== undefined && own.has(MetadataKey)) return own.get(MetadataKey);
                }
                return undefined;
            }`,
  },
];

export const SOURCE_EDITS: readonly SourceEdit[] = [
  ...EXPRESS,
  ...ICONV,
  ...DEBUG,
  ...ICU,
  ...MIME,
  ...NEST,
  ...GROWTH,
  ...METADATA,
  ...INHERITED_METADATA,
  ...OLD_FUNCTIONS,
];

/** @throws Error when the text does not stand exactly once in the source. */
export function editSource(source: string, { file, find, replace }: SourceEdit): string {
  const parts = source.split(find);
  if (parts.length !== 2) {
    throw new Error(`${file} has this text ${parts.length - 1} times, expected once: ${find}`);
  }
  return parts.join(replace);
}

/** Files that are edited and not in the bundle: an edit that changes nothing. Packages may have a file in several forms. */
export function findUnbundled(
  inputs: readonly string[],
  edits: readonly SourceEdit[] = SOURCE_EDITS,
): string[] {
  const bundled = new Set(inputs.map((path) => path.split('node_modules/').at(-1)));
  return [...new Set(edits.map(({ file }) => file))].filter((file) => !bundled.has(file));
}

/** Applies the edits to the packages this project depends on itself, not to other versions nested in other packages. */
export const editSources: Plugin = {
  name: 'edit-sources',
  setup(build) {
    build.onLoad({ filter: /node_modules\/.*\.js$/ }, async ({ path }) => {
      const [, file, nested] = path.split('node_modules/');
      const edits = nested === undefined ? SOURCE_EDITS.filter((edit) => edit.file === file) : [];
      if (edits.length === 0) return undefined;
      return { contents: edits.reduce(editSource, await readFile(path, 'utf8')), loader: 'js' };
    });
  },
};
