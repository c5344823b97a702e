import { describe, expect, it } from '@jest/globals';
import { mapModules } from './map-modules.ts';

/** Where Jest looks for a module, in this order; none when nothing maps it. */
function targetsOf(specifier: string, paths: Record<string, string[]> = {}): readonly string[] {
  for (const [pattern, targets] of Object.entries(mapModules({ compilerOptions: { paths } }))) {
    const match = new RegExp(pattern).exec(specifier);
    if (match) return targets.map((target) => target.replace('$1', match[1] ?? ''));
  }
  return [];
}

const PATHS = { '@app/x': ['./libs/x/src/index.ts'], '@app/x/*': ['./libs/x/src/*'] };

describe('mapModules', () => {
  it('takes .js for what is there by that name, else for TypeScript', () => {
    expect(targetsOf('./orders.module.js')).toEqual(['./orders.module.js', './orders.module.ts']);
    expect(targetsOf('../a/b.js')).toEqual(['../a/b.js', '../a/b.ts']);
  });

  it.each(['./orders.module.ts', 'orders.js', '@nestjs/common', './data.json'])(
    'leaves %s alone',
    (specifier) => {
      expect(targetsOf(specifier)).toEqual([]);
    },
  );

  it('takes the paths of tsconfig.json', () => {
    expect(targetsOf('@app/x', PATHS)).toEqual(['<rootDir>/libs/x/src/index.ts']);
    expect(targetsOf('@app/x/x.service', PATHS)).toEqual(['<rootDir>/libs/x/src/x.service']);
    expect(targetsOf('@app/x/x.service.js', PATHS)).toEqual(['<rootDir>/libs/x/src/x.service']);
    expect(targetsOf('@app/xy', PATHS)).toEqual([]);
  });

  it('takes no character of an alias for a pattern', () => {
    expect(targetsOf('@appAx', { '@app.x': ['libs/x/src/index.ts'] })).toEqual([]);
    expect(targetsOf('@app.x', { '@app.x': ['libs/x/src/index.ts'] })).toEqual([
      '<rootDir>/libs/x/src/index.ts',
    ]);
  });
});
