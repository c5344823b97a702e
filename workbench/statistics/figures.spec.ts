import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { countFigures } from './count-figures.ts';
import { kindOf, KINDS } from './kinds.ts';
import { renderFigures, replaceFigures } from './render-figures.ts';

describe('figures', () => {
  it('count every attack and every spec of a library, each under one kind that has some', () => {
    const libraries = 'libs/{access,application,auth,docs,gateway,identity,input,log,problem}/**/*.spec.ts';
    const specs = globSync(['apps/api/test/attacks/*.e2e-spec.ts', libraries]);
    expect(specs.length).toBeGreaterThan(50);
    expect(specs.filter((spec) => kindOf(spec) === undefined)).toEqual([]);
    const all = globSync('{apps,libs,workbench}/**/*.{spec,e2e-spec,long-spec}.ts', {
      exclude: (path) => path === 'node_modules',
    });
    const empty = KINDS.filter(({ specs: taken }) => !all.some((spec) => taken.test(spec)));
    expect(empty.map(({ name }) => name)).toEqual([]);
  });

  it('are cases that passed and inputs that were tried', () => {
    const tokens = '/x/apps/api/test/attacks/tokens.e2e-spec.ts';
    const testResults = [
      { name: tokens, assertionResults: [{ status: 'passed' }, { status: 'pending' }, { status: 'passed' }] },
      { name: '/x/libs/log/src/redact.spec.ts', assertionResults: [{ status: 'passed' }] },
    ];
    const figures = countFigures({ testResults }, [
      { spec: tokens, tries: 100 },
      { spec: tokens, tries: 50 },
    ]);
    expect(figures.filter(({ tests }) => tests > 0)).toEqual([
      { kind: 'Tokens, keys and clocks', tests: 2, inputs: 150 },
      { kind: 'Errors, responses and logs', tests: 1, inputs: 0 },
    ]);
  });

  it('stand between their marks, and nowhere else', () => {
    const tables = renderFigures(
      [
        { kind: 'Tokens', tests: 1_200, inputs: 0 },
        { kind: 'Paths', tests: 5, inputs: 3_000 },
      ],
      { log: { killed: 95, survived: 5, percent: 95 } },
    );
    expect(tables.split('\n')).toEqual([
      '| kind | cases | inputs made up at random, each run |',
      '| --- | ---: | ---: |',
      '| Tokens | 1,200 | – |',
      '| Paths | 5 | 3,000 |',
      '| **all** | 1,205 | 3,000 |',
      '',
      '| library | changes to its source | noticed by its own tests |',
      '| --- | ---: | ---: |',
      '| log | 100 | 95 % |',
    ]);
    const document = 'a\n<!-- figures: npm run figures -->\nold\n<!-- /figures -->\nb';
    expect(replaceFigures(document, 'NEW')).toBe(
      'a\n<!-- figures: npm run figures -->\n\nNEW\n\n<!-- /figures -->\nb',
    );
    expect(() => replaceFigures('none', 'NEW')).toThrow('SECURITY.md has no <!-- figures');
  });

  it('have a place in SECURITY.md', () => {
    expect(replaceFigures(readFileSync('SECURITY.md', 'utf8'), 'NEW')).toContain('NEW');
  });
});
