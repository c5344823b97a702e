import { parseArgs } from 'node:util';

/** What can be measured, in the order it is. */
export const MEASURES = ['first', 'start', 'warm', 'memory', 'size', 'soak'] as const;
export type Measure = (typeof MEASURES)[number];

export type Options = Readonly<{
  measures: readonly Measure[];
  /** Names of the cases to take; none means all. The bare handler always takes part: it is the unit. */
  cases: readonly string[];
  /** How often each case is taken. */
  runs: number;
  /** Delay of every response of the identity provider's stand-in, in ms. */
  latency: number;
  build: boolean;
  /** Whether results.json and the chart are written. */
  write: boolean;
  help: boolean;
}>;

export const USAGE = `npm run bench -- [options]

  --only <list>    what to measure, of: ${MEASURES.join(', ')} (default: all)
  --cases <list>   whom to measure: parts of names (default: all)
  --runs <n>       how often each case is taken (default: 21)
  --latency <ms>   delay of the identity provider's stand-in (default: 0)
  --no-build       measure what was built last
  --no-write       leave workbench/bench/results.json and workbench/bench/cold-start.svg as they are
`;

/** @throws Error naming the option and what it takes. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      only: { type: 'string', default: MEASURES.join(',') },
      cases: { type: 'string', default: '' },
      runs: { type: 'string', default: '21' },
      latency: { type: 'string', default: '0' },
      build: { type: 'boolean', default: true },
      write: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    measures: readList(values.only).map(readMeasure),
    cases: readList(values.cases),
    runs: readCount('--runs', values.runs, 1),
    latency: readCount('--latency', values.latency, 0),
    build: values.build,
    write: values.write,
    help: values.help,
  };
}

const readList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function readMeasure(name: string): Measure {
  const known = MEASURES.find((measure) => measure === name);
  if (!known) throw new Error(`--only takes a list of ${MEASURES.join(', ')}; got ${name}`);
  return known;
}

function readCount(option: string, text: string, least: number): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) < least) {
    throw new Error(`${option} takes a whole number from ${least}; got ${text}`);
  }
  return Number(text);
}
