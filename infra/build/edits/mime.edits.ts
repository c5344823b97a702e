import { createRequire } from 'node:module';
import { openDoor } from './doors.ts';
import type { SourceEdit } from './source-edit.ts';

/**
 * Types by extension are looked up in a table of 2,500 that takes 10 ms to set up. What JSON answers need of it, the charset
 * of a type, is a table of forty: that stays.
 */
export const MIME: readonly SourceEdit[] = [
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
        db = ${openDoor('mime-db')};
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
