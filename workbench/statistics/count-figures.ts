import { KINDS, kindOf } from './kinds.ts';
import type { Figure } from './render-figures.ts';

/** What `jest --json` writes, as far as it is read here. */
export type Results = Readonly<{
  testResults: readonly { name: string; assertionResults: readonly { status: string }[] }[];
}>;

/** How many inputs one property of a spec was tried with. */
export type Tries = Readonly<{ spec: string; tries: number }>;

/** Per kind of attack, the cases that passed and the inputs that were made up. */
export function countFigures({ testResults }: Results, tries: readonly Tries[]): Figure[] {
  return KINDS.map(({ name: kind }) => {
    const cases = testResults
      .filter(({ name }) => kindOf(name) === kind)
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'passed');
    const inputs = tries
      .filter(({ spec }) => kindOf(spec) === kind)
      .reduce((sum, { tries: tried }) => sum + tried, 0);
    return { kind, tests: cases.length, inputs };
  });
}
