import { describe, expect, it } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { findChain } from './find-chain.ts';

type Import = Metafile['inputs'][string]['imports'][number];
const input = (...imports: Import[]) => ({ bytes: 1, imports });
const by = (kind: Import['kind'], path: string, external = false): Import => ({ kind, path, external });

const INPUTS = {
  'lambda.ts': input(by('import-statement', 'app.ts'), by('dynamic-import', 'late.ts')),
  'app.ts': input(by('import-statement', 'users.ts'), by('require-call', 'lambda.ts')),
  'users.ts': input(by('import-statement', 'late.ts'), by('import-statement', 'os', true)),
  'late.ts': input(by('import-statement', 'deep.ts')),
  'deep.ts': input(),
  'other.ts': input(by('import-statement', 'dns', true)),
};
const find = (target: string) => findChain(INPUTS, 'lambda.ts', ({ path }) => path === target);

describe('findChain', () => {
  it('gives the shortest way by static imports, though a dynamic one is shorter', () => {
    expect(find('deep.ts')).toEqual(['lambda.ts', 'app.ts', 'users.ts', 'late.ts', 'deep.ts']);
  });

  it('ends at what is not bundled', () => {
    expect(find('os')).toEqual(['lambda.ts', 'app.ts', 'users.ts', 'os']);
  });

  it('follows a dynamic import where nothing else leads there', () => {
    const inputs = { ...INPUTS, 'users.ts': input() };
    expect(findChain(inputs, 'lambda.ts', ({ path }) => path === 'deep.ts')).toEqual([
      'lambda.ts',
      'late.ts',
      'deep.ts',
    ]);
  });

  it('is undefined for what nothing imports', () => {
    expect(find('dns')).toBeUndefined();
  });
});
