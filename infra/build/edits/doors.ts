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

/** The source that loads what is behind a door. */
export const openDoor = (door: string): string => `require('door:${door}').default`;
