import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildFolder } from '../../src/bundle/build-folder.ts';
import { createBundler } from '../../src/bundle/bundle-program.ts';
import { KNOWN_OPTIMISATIONS } from '../../src/bundle/optimisations/known-optimisations.ts';

const FILES = {
  'package.json': '{ "type": "module" }',
  'node_modules/parts/package.json': JSON.stringify({
    name: 'parts',
    version: '1.0.0',
    type: 'module',
    sideEffects: false,
  }),
  'node_modules/parts/report.js': 'export const report = () => "the report of a start";',
  'node_modules/parts/later.js': 'export const later = () => "what a request needs";',
  'entry.js': `import { report } from 'parts/report.js'; import { later } from 'parts/later.js';
    const start = () => globalThis[Symbol.for('code-cache')] && report();
    start();
    export const handler = async () => later();`,
};

describe('the scripts of a bundle', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scripts-'));
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const bundle = createBundler({
      entry: join(folder, 'entry.js'),
      root: folder,
      optimisations: KNOWN_OPTIMISATIONS,
      hasMaps: false,
    });
    mkdirSync(join(folder, 'dist'));
    await buildFolder(await bundle(), {
      folder: join(folder, 'dist'),
      deferred: [],
      undoesExposeGc: false,
      hasCodeCache: true,
      samples: [{ name: 'a request', event: {} }],
      trial: { environment: {}, flags: [] },
    });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (name: string): string => readFileSync(join(folder, 'dist', name), 'utf8');

  it('have in that of the start what it runs because of its code cache', () => {
    expect(read('start.js')).toContain('the report of a start');
  });

  it('have what a request needs besides in a script of its own', () => {
    expect(read('start.js')).not.toContain('what a request needs');
    expect(read('request-1.js')).toContain('what a request needs');
  });
});
