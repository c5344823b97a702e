import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { judgeReport, MIN_PERCENT, type Explanation } from './judge-report.ts';
import type { Score } from './mutant.ts';

const read = <T>(file: string): T => JSON.parse(readFileSync(`workbench/mutation/${file}`, 'utf8')) as T;

describe('a report of a library', () => {
  const location = { start: { line: 1, column: 1 }, end: { line: 1, column: 5 } };
  const survived = (replacement: string) => ({ mutatorName: 'M', replacement, status: 'Survived', location });
  const files = { 'libs/a/src/a.ts': { source: 'a(b)', mutants: [survived('x'), survived('y')] } };

  it('names the survivors that are not explained, and explanations that have none', () => {
    const mutants = [
      'libs/a/src/a.ts: ⟦a(b) → x⟧',
      'libs/a/src/a.ts: ⟦a(b) → z⟧',
      'libs/b/src/b.ts: ⟦1 → 2⟧',
    ];
    expect(judgeReport('a', { files }, [{ why: 'It is the same.', mutants }])).toEqual({
      score: { killed: 0, survived: 2, percent: 0 },
      unexplained: ['libs/a/src/a.ts: ⟦a(b) → y⟧'],
      outdated: ['libs/a/src/a.ts: ⟦a(b) → z⟧'],
    });
  });
});

describe('the survivors', () => {
  it('are each explained once, with a sentence', () => {
    const explanations = read<Explanation[]>('survivors.json');
    const mutants = explanations.flatMap((explanation) => explanation.mutants);
    expect(new Set(mutants).size).toBe(mutants.length);
    for (const { why } of explanations) expect(why).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it('are few', () => {
    for (const { percent } of Object.values(read<Record<string, Score>>('scores.json'))) {
      expect(percent).toBeGreaterThanOrEqual(MIN_PERCENT);
    }
  });
});
