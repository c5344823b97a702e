import { type ProgramCase } from './program-case.ts';

export const PLACES: readonly ProgramCase[] = [
  {
    it: 'tells a module where it lies, and finds the files beside it',
    files: {
      'deep/data.txt': 'beside',
      'deep/where.js': `import { readFileSync } from 'node:fs'; import { fileURLToPath } from 'node:url';
        export const where = [import.meta.url.startsWith('file:///'), import.meta.filename === fileURLToPath(import.meta.url), import.meta.filename.startsWith(import.meta.dirname + '/'), import.meta.url.endsWith('/deep/where.js')];
        export const read = () => readFileSync(new URL('./data.txt', import.meta.url), 'utf8');`,
      'entry.js': `import { read, where } from './deep/where.js'; export const handler = () => [...where, read()];`,
    },
    value: [true, true, true, true, 'beside'],
  },
  {
    it: 'finds the files whose folder a module names first, in each of the usual ways',
    files: {
      'bare/a.txt': 'a',
      'bare/read.js': `import { readFileSync } from 'node:fs';
        export default readFileSync(new URL('a.txt', import.meta.url), 'utf8');`,
      'made/a.txt': 'b',
      'made/read.js': `import { readFileSync } from 'node:fs'; import path, { dirname } from 'node:path'; import { fileURLToPath } from 'node:url';
        const here = dirname(fileURLToPath(import.meta.url));
        export default readFileSync(path.join(here, 'a.txt'), 'utf8');`,
      'self/texts/a.txt': 'c',
      'self/read.js': `import { readFileSync } from 'node:fs'; import * as path from 'node:path';
        const file = import.meta.filename; const texts = path.resolve(path.dirname(file), 'texts');
        export default (name) => readFileSync(texts + '/' + name + '.txt', 'utf8');`,
      'url/texts/a.txt': 'd',
      'url/read.js': `import { readFileSync } from 'node:fs'; const texts = new URL('texts/', import.meta.url);
        export default readFileSync(new URL('a.txt', texts), 'utf8');`,
      'up/a.txt': 'e',
      'up/src/read.js': `import { readFileSync } from 'node:fs'; import { dirname, join } from 'node:path'; import { fileURLToPath } from 'node:url';
        const root = dirname(dirname(fileURLToPath(import.meta.url)));
        export default readFileSync(join(root, 'a.txt'), 'utf8');`,
      'common/a.txt': 'f',
      'common/read.cjs': `const { dirname } = require('node:path');
        module.exports = require('node:fs').readFileSync(dirname(__filename) + '/a.txt', 'utf8');`,
      'entry.js': `import a from './bare/read.js'; import b from './made/read.js'; import c from './self/read.js';
        import d from './url/read.js'; import e from './up/src/read.js'; import f from './common/read.cjs';
        export const handler = () => [a, b, c('a'), d, e, f];`,
    },
    value: ['a', 'b', 'c', 'd', 'e', 'f'],
  },
  {
    it: 'finds the files of a folder whose names a reader completes',
    files: {
      'i18n/locales/de/common.json': '{ "a": 1 }',
      'i18n/load.js': `import { readFileSync } from 'node:fs'; import { join } from 'node:path';
        const pattern = join(import.meta.dirname, 'locales/{{lng}}/{{ns}}.json');
        export const load = (lng, ns) => JSON.parse(readFileSync(pattern.replace('{{lng}}', lng).replace('{{ns}}', ns), 'utf8'));`,
      'entry.js': `import { load } from './i18n/load.js'; export const handler = () => load('de', 'common');`,
    },
    value: { a: 1 },
  },
  {
    it: 'finds the files whose place a setting may replace, or a variable holds',
    files: {
      'node_modules/places/package.json': JSON.stringify({
        name: 'places',
        version: '1.0.0',
        main: 'lib/places.js',
      }),
      'node_modules/places/data/country.dat': 'a',
      'node_modules/places/lib/en.txt': 'b',
      'node_modules/places/lib/deep/c.txt': 'c',
      'node_modules/places/lib/wasm/d.bin': 'd',
      'node_modules/places/lib/places.js': `const fs = require('node:fs'); const path = require('node:path');
        var folder = path.resolve(__dirname, global.placesFolder || process.env.PLACES_FOLDER || '../data/');
        var files = { country: path.join(folder, 'country.dat') };
        let language; language = process.env.PLACES_TEXT ? process.env.PLACES_TEXT : path.join(__dirname, 'en.txt');
        const wasm = __dirname + (process.env.PLACES_FOLDER ?? '/wasm/d.bin');
        const read = (file) => fs.readFileSync(file, 'utf8');
        exports.read = (name) => [read(files.country), read(language), read(path.join(__dirname, name ? name : 'deep', 'c.txt')), read(wasm)];`,
      'entry.js': `import { read } from 'places'; export const handler = () => read();`,
    },
    value: ['a', 'b', 'c', 'd'],
  },
  {
    it: 'follows the exports, imports and subpaths of packages',
    files: {
      'package.json': JSON.stringify({
        type: 'module',
        imports: { '#own': './own.js', '#dep': 'parts/sub' },
      }),
      'own.js': 'export const own = "own";',
      'node_modules/parts/package.json': JSON.stringify({
        name: 'parts',
        version: '1.0.0',
        type: 'module',
        exports: {
          '.': { node: './node.js', default: './browser.js' },
          './sub': './sub.js',
          './pattern/*': './files/*.js',
        },
      }),
      'node_modules/parts/node.js': 'export const which = "node";',
      'node_modules/parts/browser.js': 'export const which = "browser";',
      'node_modules/parts/sub.js': 'export const sub = "sub";',
      'node_modules/parts/files/x.js': 'export default "x";',
      'entry.js': `import { own } from '#own'; import { sub } from '#dep'; import { which } from 'parts'; import x from 'parts/pattern/x'; export const handler = () => [own, sub, which, x];`,
    },
    value: ['own', 'sub', 'node', 'x'],
  },
  {
    it: 'keeps texts as they are',
    files: {
      'texts.js': `#!/usr/bin/env node\nexport const texts = ['é 漢 😀', \`line\n  two\`, /[\\u00e9é]/u.test('é'), "\\u2028", 'it\\'s // no comment'];\nexport const naïve = () => naïve.name; export const source = (() => { /* kept? */ return 1; })();
        export const escaped = ['\\é\\\\é', /^\\é$/.test('é'), \`\\漢\`, 'a\\\u2028b']; export const raw = String.raw\`\\é 漢\${1}é\`; export class Größe { static 名 = 1; #ü = 2; get ü() { return this.#ü; } }`,
      'bom.js': '\uFEFFexport const bom = "after";',
      'entry.js': `import { escaped, Größe, naïve, raw, texts } from './texts.js'; import { bom } from './bom.js'; export const handler = () => [texts, naïve(), bom, escaped, raw, Größe.name, Größe.名, new Größe().ü];`,
    },
    value: [
      ['é 漢 😀', 'line\n  two', true, '\u2028', "it's // no comment"],
      'naïve',
      'after',
      ['é\\é', true, '漢', 'ab'],
      '\\é 漢1é',
      'Größe',
      1,
      2,
    ],
  },
  {
    it: 'keeps programs whose white space says something',
    files: {
      'spaces.cjs': `let a = 1, b = 2, c
c = a + +b
const d = a - -b, e = a+ ++b, f = 1 .toFixed(1), g = /x/g in {} , h = a / b / a
const i = typeof /x/ , j = a < !-- b, k = b --> a
const noSemicolon = () => {
  return /* here
  */ 1
}
function early() { return
  1 }
a
++b
class C { static x = 1;
  ['y'] = 2
  static
  z = 3
  get w() { return 4 } }
label: for (;;) { if (a) break label
 }
module.exports = [c, d, e, f, g, h, i, j, k, noSemicolon(), early(), a, b, C.x, new C().y, new C().w, C.z, \`x \${ a /* c */ + b } // y
  z\`, a ? .5 : 1, async  /* x */ function () {}.name];`,
      'entry.js': `import m from './spaces.cjs'; export const handler = () => m.map((value) => value === undefined ? 'undefined' : value);`,
    },
    value: [
      3,
      3,
      4,
      '1.0',
      false,
      1 / 3,
      'object',
      false,
      true,
      'undefined',
      'undefined',
      1,
      2,
      1,
      2,
      4,
      3,
      'x 3 // y\n  z',
      0.5,
      '',
    ],
  },
];
