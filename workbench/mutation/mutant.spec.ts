import { describe, expect, it } from '@jest/globals';
import { forgetSurvivors, listSurvivors, scoreOf, type Report } from './mutant.ts';

const source = 'const a = 1;\nif (a > 1) {\n  run();\n}\n';
const at = (line: number, column: number, endLine: number, endColumn: number) => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});
const report: Report = {
  files: {
    'libs/a/src/a.ts': {
      source,
      mutants: [
        { mutatorName: 'A', replacement: 'true', status: 'Survived', location: at(2, 5, 2, 10) },
        { mutatorName: 'B', replacement: 'true', status: 'Survived', location: at(2, 5, 2, 10) },
        { mutatorName: 'C', replacement: '{}', status: 'NoCoverage', location: at(2, 12, 4, 2) },
        { mutatorName: 'D', replacement: 'a < 1', status: 'Killed', location: at(2, 5, 2, 10) },
        { mutatorName: 'E', replacement: 'a', status: 'Timeout', location: at(2, 5, 2, 10) },
        { mutatorName: 'F', replacement: 'b', status: 'RuntimeError', location: at(2, 5, 2, 10) },
        { mutatorName: 'G', replacement: 'c', status: 'Ignored', location: at(2, 5, 2, 10) },
      ],
    },
  },
};

describe('a report of Stryker', () => {
  it('names every change that was not noticed, once, by its text', () => {
    expect(listSurvivors(report)).toEqual([
      'libs/a/src/a.ts: if (⟦a > 1 → true⟧) {',
      'libs/a/src/a.ts: if (a > 1) ⟦{ run(); } → {}⟧',
    ]);
  });

  it('counts what was noticed, and leaves out what could not be tried', () => {
    expect(scoreOf(report)).toEqual({ killed: 2, survived: 3, percent: 40 });
  });

  it('has no survivor left to be taken for one', () => {
    const [{ mutants } = { mutants: [] }] = Object.values(forgetSurvivors(report).files);
    expect(mutants.map(({ mutatorName }) => mutatorName)).toEqual(['D', 'E', 'F', 'G']);
  });

  it('shows of long texts where they differ', () => {
    const long = `${'x'.repeat(200)}y${'z'.repeat(200)}`;
    const replacement = long.replace('y', '');
    const mutants = [{ mutatorName: 'A', replacement, status: 'Survived', location: at(1, 1, 1, 402) }];
    expect(listSurvivors({ files: { f: { source: long, mutants } } })).toEqual([
      `f: ⟦…${'x'.repeat(20)}y${'z'.repeat(58)}… → …${'x'.repeat(20)}${'z'.repeat(59)}…⟧`,
    ]);
  });
});
