import { openDoor } from './doors.ts';
import type { SourceEdit } from './source-edit.ts';

/** Stands in for a function or a module until it is called or asked for a member. */
const later = (door: string): string => `((load) => {
  let loaded;
  return new Proxy(function () {}, {
    get: (_target, name) => (loaded ??= load())[name],
    apply: (_target, self, args) => Reflect.apply((loaded ??= load()), self, args),
  });
})(() => ${openDoor(door)})`;

const behindDoors = (file: string, ...modules: readonly string[]): SourceEdit[] =>
  modules.map((module) => ({ file, find: `require('${module}')`, replace: later(module) }));

/** A middleware that Express offers as its own. */
const offered = (name: string, find: string, value: string): SourceEdit => ({
  file: 'express/lib/express.js',
  find,
  replace: `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => ${value} })`,
});

export const EXPRESS: readonly SourceEdit[] = [
  { file: 'express/lib/express.js', find: "var bodyParser = require('body-parser')", replace: '' },
  ...['json', 'raw', 'text', 'urlencoded'].map((name) =>
    offered(name, `exports.${name} = bodyParser.${name}`, `${openDoor('body-parser')}.${name}`),
  ),
  offered('static', "exports.static = require('serve-static')", openDoor('serve-static')),
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
export const ICONV: readonly SourceEdit[] = [
  {
    file: 'iconv-lite/lib/index.js',
    find: 'require("../encodings")',
    replace: openDoor('iconv-lite/encodings/index.js'),
  },
];

/** `debug` looks at the terminal and the whole environment when it is loaded; without DEBUG it prints nothing anyway. */
export const DEBUG: readonly SourceEdit[] = [
  {
    file: 'debug/src/index.js',
    find: "module.exports = require('./node.js');",
    replace: `const quiet = () => Object.assign(() => {}, { enabled: false, extend: quiet });
    module.exports = process.env.DEBUG ? ${openDoor('debug/src/node.js')} : quiet;`,
  },
  { file: 'debug/src/index.js', find: "require('./browser.js')", replace: '{}' },
];
