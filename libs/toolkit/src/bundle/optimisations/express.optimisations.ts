import { later } from './later.ts';
import type { Optimisation, Redirect } from './optimisation.ts';

/** Express's own middleware: functions of the same names, whose package is loaded when one is made. */
const BODY_PARSER = `
for (const name of ['json', 'raw', 'text', 'urlencoded']) {
  exports[name] = (...options) => require('body-parser')[name](...options);
}
`;

/** What an application that trusts no proxy asks when it is made is known without the package. */
const PROXY_ADDR = `
const load = () => require('proxy-addr');
module.exports = (...given) => load()(...given);
module.exports.all = (...given) => load().all(...given);
module.exports.compile = (trusted) =>
  Array.isArray(trusted) && trusted.length === 0 ? () => false : load().compile(trusted);
`;

/** The types that an API responds with; every other one is looked up in the table of 2,500. */
const MIME_TYPES = `
const KNOWN = { 'application/json': 'UTF-8', 'text/html': 'UTF-8', 'text/plain': 'UTF-8' };
const load = () => require('mime-types');
exports.charset = (type) => KNOWN[type] ?? load().charset(type);
exports.contentType = (text) => {
  if (KNOWN[text]) return text + '; charset=' + KNOWN[text].toLowerCase();
  if (typeof text === 'string' && text.includes('/') && text.includes('charset')) return text;
  return load().contentType(text);
};
exports.lookup = (path) => load().lookup(path);
exports.extension = (type) => load().extension(type);
exports.charsets = { lookup: exports.charset };
for (const name of ['extensions', 'types']) Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
`;

/** Without DEBUG, `debug` prints nothing: what it makes is a function that does nothing. */
const DEBUG = `
const quiet = () => Object.assign(() => {}, { enabled: false, log: () => {}, extend: quiet, destroy: () => true });
module.exports = process.env.DEBUG ? require('debug') : quiet;
`;

const redirect = (module: string, specifier: string, ...importers: readonly string[]): Redirect[] =>
  importers.map((importer) => ({ importer, specifier, module }));

const laterIn = (importer: string, ...specifiers: readonly string[]): Redirect[] =>
  specifiers.flatMap((specifier) => redirect(later(specifier), specifier, importer));

/** Path templates that surely compile: plain segments and whole parameters. */
export const SOUND_PATH = String.raw`/^(?:\/|(?:\/(?:[\w.~-]+|:[A-Za-z_]\w*))+)$/`;

/**
 * A route's path is compiled for the first request whose path begins like it, if it has parameters at all. A path that may be
 * unsound is still compiled, and rejected, when the route is made.
 */
const LAZY_MATCH = `
const { match, ...others } = require('path-to-regexp');
Object.assign(exports, others);
exports.match = (path, options = {}) => {
  if (typeof path !== 'string' || !${SOUND_PATH}.test(path)) return match(path, options);
  const { end = true, sensitive = false, trailing = true } = options;
  const parameter = path.indexOf(':');
  if (parameter === -1 && end && sensitive && !trailing) {
    return (input) => input === path && { path: input, params: Object.create(null) };
  }
  const start = sensitive && parameter > 0 ? path.slice(0, parameter) : '';
  let compiled;
  return (input) => input.startsWith(start) && (compiled ??= match(path, options))(input);
};
`;

/** Express brings much that few requests need. Its own text stays as it is: what it requires comes later. */
export const EXPRESS: readonly Optimisation[] = [
  {
    name: 'express-later',
    why: 'Express requires body parsers, static files, proxy addresses and content negotiation when it is loaded.',
    saves: 'about 0.15 × bare of a first response',
    package: 'express',
    range: '^5.0.0',
    redirects: [
      ...redirect(BODY_PARSER, 'body-parser', 'lib/express.js'),
      ...laterIn('lib/express.js', 'serve-static'),
      ...laterIn('lib/response.js', 'send', 'content-disposition'),
      ...laterIn('lib/utils.js', 'qs'),
      ...laterIn('lib/request.js', 'accepts', 'type-is'),
      ...redirect(PROXY_ADDR, 'proxy-addr', 'lib/utils.js', 'lib/request.js'),
      ...redirect(MIME_TYPES, 'mime-types', 'lib/response.js', 'lib/utils.js'),
      ...redirect(DEBUG, 'debug', 'lib/application.js', 'lib/view.js'),
    ],
  },
  {
    name: 'router-later',
    why: 'What a route costs at start grows with the application: its path is compiled when a request comes near it.',
    saves: 'about 0.1 × bare with 300 routes',
    package: 'router',
    range: '^2.0.0',
    redirects: [
      ...redirect(DEBUG, 'debug', 'index.js', 'lib/layer.js', 'lib/route.js'),
      ...redirect(LAZY_MATCH, 'path-to-regexp', 'lib/layer.js'),
    ],
  },
  {
    name: 'finalhandler-quiet',
    why: 'debug looks at the terminal and the whole environment when it is loaded.',
    saves: 'about 0.01 × bare',
    package: 'finalhandler',
    range: '^2.0.0',
    redirects: redirect(DEBUG, 'debug', 'index.js'),
  },
];
