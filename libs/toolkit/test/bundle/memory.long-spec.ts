import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const MODULES = 12;
/** Letters of each module. The syntax trees take a hundred bytes for each: more than the heap has. */
const LETTERS = 60_000;
const HEAP_MB = 64;

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'large-')));
  mkdirSync(join(folder, 'node_modules/large'), { recursive: true });
  const line = 'export const name$ = (one, other) => one.first + other[two.three] * 4;\n';
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  write('package.json', '{ "type": "module" }');
  write('node_modules/large/package.json', '{ "name": "large", "version": "1.0.0", "type": "module" }');
  for (let at = 0; at < MODULES; at += 1) {
    const lines = Array.from({ length: LETTERS / line.length }, (_, index) => line.replace('$', `${index}`));
    write(`node_modules/large/part-${at}.js`, lines.join(''));
  }
  const imports = Array.from(
    { length: MODULES },
    (_, at) => `import * as p${at} from 'large/part-${at}.js';`,
  );
  const names = Array.from({ length: MODULES }, (_, at) => `p${at}`);
  write('entry.js', `${imports.join('\n')}\nexport const handler = () => [${names.join()}].length;`);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('a bundler makes a bundle of packages whose syntax trees do not fit into its memory', () => {
  const out = execFileSync(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MB}`,
      join(import.meta.dirname, 'bundle-within.ts'),
      folder,
      `${3 * LETTERS}`,
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  expect(out).toBe(`${MODULES + 1}\n`);
}, 60_000);
