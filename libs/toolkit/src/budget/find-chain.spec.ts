import { describe, expect, it } from '@jest/globals';
import { findChain } from './find-chain.ts';
import type { Import } from './list-imports.ts';

const by = (kind: Import['kind'], path: string, external = false): Import => ({ kind, path, external });

const IMPORTS = {
  'lambda.ts': [by('import-statement', 'app.ts'), by('dynamic-import', 'late.ts')],
  'app.ts': [by('import-statement', 'users.ts'), by('require-call', 'lambda.ts')],
  'users.ts': [by('import-statement', 'late.ts'), by('import-statement', 'os', true)],
  'late.ts': [by('import-statement', 'deep.ts')],
  'deep.ts': [],
  'other.ts': [by('import-statement', 'dns', true)],
};
const find = (target: string) => findChain(IMPORTS, 'lambda.ts', ({ path }) => path === target);

describe('findChain', () => {
  it('gives the shortest way by static imports, though a dynamic one is shorter', () => {
    expect(find('deep.ts')).toEqual(['lambda.ts', 'app.ts', 'users.ts', 'late.ts', 'deep.ts']);
  });

  it('ends at what is not bundled', () => {
    expect(find('os')).toEqual(['lambda.ts', 'app.ts', 'users.ts', 'os']);
  });

  it('follows a dynamic import where nothing else leads there', () => {
    const imports = { ...IMPORTS, 'users.ts': [] };
    expect(findChain(imports, 'lambda.ts', ({ path }) => path === 'deep.ts')).toEqual([
      'lambda.ts',
      'late.ts',
      'deep.ts',
    ]);
  });

  it('is undefined for what nothing imports', () => {
    expect(find('dns')).toBeUndefined();
  });
});
