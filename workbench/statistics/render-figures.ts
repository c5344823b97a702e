import type { Score } from '../mutation/mutant.ts';

export type Figure = Readonly<{ kind: string; tests: number; inputs: number }>;

const START = '<!-- figures: npm run figures -->';
const END = '<!-- /figures -->';

/** The tables of SECURITY.md. */
export function renderFigures(figures: readonly Figure[], scores: Readonly<Record<string, Score>>): string {
  const tests = figures.reduce((sum, figure) => sum + figure.tests, 0);
  const inputs = figures.reduce((sum, figure) => sum + figure.inputs, 0);
  return [
    '| kind | cases | inputs made up at random, each run |',
    '| --- | ---: | ---: |',
    ...[...figures, { kind: '**all**', tests, inputs }].map(renderRow),
    '',
    '| library | changes to its source | noticed by its own tests |',
    '| --- | ---: | ---: |',
    ...Object.entries(scores).map(
      ([lib, { killed, survived, percent }]) => `| ${lib} | ${group(killed + survived)} | ${percent} % |`,
    ),
  ].join('\n');
}

function renderRow({ kind, tests, inputs }: Figure): string {
  return `| ${kind} | ${group(tests)} | ${inputs === 0 ? '–' : group(inputs)} |`;
}

/** `12,345`. */
function group(value: number): string {
  return value.toLocaleString('en-US');
}

/** Puts the tables between the marks of a document. @throws when the marks are not there */
export function replaceFigures(document: string, tables: string): string {
  const [start, end] = [document.indexOf(START), document.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`SECURITY.md has no ${START} … ${END}.`);
  return `${document.slice(0, start)}${START}\n\n${tables}\n\n${document.slice(end)}`;
}
