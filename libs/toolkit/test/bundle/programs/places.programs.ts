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
      'texts.js': `#!/usr/bin/env node\nexport const texts = ['é 漢 😀', \`line\n  two\`, /[\\u00e9é]/u.test('é'), "\\u2028", 'it\\'s // no comment'];\nexport const naïve = () => naïve.name; export const source = (() => { /* kept? */ return 1; })();`,
      'bom.js': '\uFEFFexport const bom = "after";',
      'entry.js': `import { naïve, texts } from './texts.js'; import { bom } from './bom.js'; export const handler = () => [texts, naïve(), bom];`,
    },
    value: [['é 漢 😀', 'line\n  two', true, '\u2028', "it's // no comment"], 'naïve', 'after'],
  },
];
