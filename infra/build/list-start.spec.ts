import { describe, expect, it } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { listStart } from './list-start.ts';

type Import = Metafile['outputs'][string]['imports'][number];
const output = (...imports: Import[]) => ({ bytes: 1, inputs: {}, exports: [], imports });
const by = (kind: Import['kind'], path: string): Import => ({ kind, path: `dist/lambda/${path}` });

describe('listStart', () => {
  it('follows what is imported statically from the entries', () => {
    const metafile = {
      inputs: {},
      outputs: {
        'dist/lambda/lambda.js': output(by('import-statement', 'a.js'), by('dynamic-import', 'later.js')),
        'dist/lambda/first.js': output(by('import-statement', 'b.js')),
        'dist/lambda/a.js': output(by('import-statement', 'b.js'), {
          kind: 'require-call',
          path: './door-qs.js',
          external: true,
        }),
        'dist/lambda/b.js': output(by('import-statement', 'a.js')),
        'dist/lambda/later.js': output(by('import-statement', 'b.js')),
        'dist/lambda/door-qs.js': output(),
      },
    };
    expect([...listStart(metafile, ['first.js', 'lambda.js'])]).toEqual([
      'first.js',
      'b.js',
      'a.js',
      'lambda.js',
    ]);
  });

  it('takes in what stands for absent packages', () => {
    const holding = (...paths: string[]) => ({
      ...output(),
      inputs: Object.fromEntries(paths.map((path) => [path, { bytesInOutput: 1 }])),
    });
    const outputs = {
      'dist/lambda/lambda.js': output(),
      'dist/lambda/one.js': holding('absent:one'),
      'dist/lambda/both.js': holding('absent:two', 'two.js'),
    };
    expect([...listStart({ inputs: {}, outputs }, ['lambda.js'])]).toEqual(['lambda.js', 'one.js']);
  });
});
