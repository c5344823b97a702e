import { parseArgs } from 'node:util';
import { scaleToMemory } from './function-times.ts';
import type { Model } from './plan-capacity.ts';
import { PRICES, type Prices } from './prices.ts';
import { DEFAULT_QUOTAS, MIN_UNRESERVED } from './quotas.ts';
import { readMeasured } from './read-measured.ts';
import { readPrices } from './read-prices.ts';

/** Options that cannot be used, each in a sentence. */
export class OptionError extends Error {}

export type Options = Readonly<{
  model: Model;
  /** Where the times of the function come from, a sentence. */
  measured: string;
  /** Folder for the report. */
  out: string;
  /** File for the prices in the place of a report. */
  writePrices?: string;
}>;

/** Options that are numbers: the default, the least and the most. */
const NUMBERS = {
  'setup-ms': [150, 0, 60_000],
  'wait-ms': [25, 0, 28_000],
  'wait-p99-ms': [150, 0, 28_000],
  'memory-mb': [1024, 128, 10_240],
  'log-bytes': [1500, 0, 1e6],
  'account-concurrency': [DEFAULT_QUOTAS.accountConcurrency, MIN_UNRESERVED + 1, 1e6],
  'gateway-rate': [DEFAULT_QUOTAS.gatewayRate, 1, 1e6],
  'gateway-burst': [DEFAULT_QUOTAS.gatewayBurst, 1, 1e6],
  'idle-minutes': [6, 1, 1440],
  'lifetime-hours': [2, 1, 24],
  'max-requests': [1e6, 1000, 1e8],
  seed: [1, 0, 2 ** 32 - 1],
} as const satisfies Record<string, readonly [number, number, number]>;

const WHOLE = new Set<string>([
  'memory-mb',
  'log-bytes',
  'account-concurrency',
  'gateway-rate',
  'gateway-burst',
  'max-requests',
  'seed',
]);
const MAX_RATE = 100_000;
/** Longer than any invocation may take. */
const MAX_MS = 28_000;

type NumberName = keyof typeof NUMBERS;

/**
 * Reads what `npm run capacity` is given.
 *
 * @throws OptionError with all that is wrong
 */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  const violations: string[] = [];
  const number = (name: string, text: string, min: number, max: number): number => {
    const value = Number(text);
    const isSound = /^\d+(\.\d+)?$/.test(text) && value >= min && value <= max;
    if (isSound && !(WHOLE.has(name) && !Number.isInteger(value))) return value;
    violations.push(`--${name} is not a ${WHOLE.has(name) ? 'whole ' : ''}number from ${min} to ${max}.`);
    return min;
  };
  const valueOf = (name: NumberName): number => {
    const [byDefault, min, max] = NUMBERS[name];
    return number(name, values[name] ?? String(byDefault), min, max);
  };

  const waitMs = valueOf('wait-ms');
  const waitP99Ms = valueOf('wait-p99-ms');
  if (waitP99Ms < waitMs) violations.push('--wait-p99-ms is less than --wait-ms, which is the median.');
  const { architecture = 'arm64' } = values;
  if (architecture !== 'arm64' && architecture !== 'x86_64')
    violations.push('--architecture is not arm64 or x86_64.');
  const rates = (values.rates ?? '1,100,10000')
    .split(',')
    .map((text) => number('rates', text, 0.01, MAX_RATE));
  const times = readTimes(values, number, violations);
  const memoryMb = valueOf('memory-mb');
  const model: Model = {
    times: {
      setupMs: valueOf('setup-ms'),
      initMs: scaleToMemory(times.initMs, memoryMb),
      computeMs: scaleToMemory(times.computeMs, memoryMb),
      waitMs,
      waitP99Ms,
    },
    quotas: {
      ...DEFAULT_QUOTAS,
      accountConcurrency: valueOf('account-concurrency'),
      gatewayRate: valueOf('gateway-rate'),
      gatewayBurst: valueOf('gateway-burst'),
    },
    habits: {
      idleSeconds: valueOf('idle-minutes') * 60,
      lifetimeSeconds: valueOf('lifetime-hours') * 3600,
    },
    prices: readPriceList(values, violations),
    architecture: architecture === 'x86_64' ? 'x86_64' : 'arm64',
    memoryMb,
    logBytes: valueOf('log-bytes'),
    rates,
    maxRequests: valueOf('max-requests'),
    seed: valueOf('seed'),
  };
  if (violations.length > 0) throw new OptionError([...new Set(violations)].join('\n'));
  const { 'write-prices': writePrices } = values;
  return {
    model,
    measured: times.measured,
    out: values.out ?? 'infra',
    ...(writePrices !== undefined && { writePrices }),
  };
}

const TEXTS = [
  'rates',
  'init-ms',
  'compute-ms',
  'results',
  'architecture',
  'prices',
  'write-prices',
  'out',
] as const;

type Values = Readonly<Partial<Record<NumberName | (typeof TEXTS)[number], string>>>;

function parse(args: readonly string[]): Values {
  const options = Object.fromEntries(
    [...Object.keys(NUMBERS), ...TEXTS].map((name) => [name, { type: 'string' as const }]),
  );
  try {
    return parseArgs({ args: [...args], options }).values as Values;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new OptionError(`${message} npm run capacity -- --help lists the options.`, { cause: error });
  }
}

function readPriceList({ prices }: Values, violations: string[]): Prices {
  if (prices === undefined) return PRICES;
  try {
    return readPrices(prices);
  } catch (error) {
    violations.push((error as Error).message);
    return PRICES;
  }
}

/** Both times are given, or both are those of the bench: one machine's start and another's computing would fit nothing. */
function readTimes(
  values: Values,
  number: (name: string, text: string, min: number, max: number) => number,
  violations: string[],
): Readonly<{ initMs: number; computeMs: number; measured: string }> {
  const { 'init-ms': init, 'compute-ms': compute, results = 'workbench/bench/results.json' } = values;
  if (init !== undefined && compute !== undefined)
    return {
      initMs: number('init-ms', init, 0, MAX_MS),
      computeMs: number('compute-ms', compute, 0, MAX_MS),
      measured: `INIT ${init} ms and computing ${compute} ms on a whole processor, given by --init-ms and --compute-ms.`,
    };
  if (init !== undefined || compute !== undefined)
    violations.push('--init-ms and --compute-ms belong together. Give both, or none for those of the bench.');
  try {
    const { initMs, computeMs, takenAt, node } = readMeasured(results);
    return {
      initMs,
      computeMs,
      measured:
        `from the start of Node to the first response ${initMs.toFixed(1)} ms, warm ${computeMs.toFixed(3)} ms, of a request whose token is ` +
        `verified: measured by \`npm run bench\` on ${takenAt} with ${node}, on a machine that is not Lambda.`,
    };
  } catch (error) {
    violations.push((error as Error).message);
    return { initMs: 0, computeMs: 0, measured: '' };
  }
}
