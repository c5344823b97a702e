import { findChain } from './find-chain.ts';
import type { Imports } from './list-imports.ts';
import type { BudgetLimits } from '../function/budget-limits.ts';
import type { Measured } from './measure-build.ts';
import { packageOf, toName } from './start-path.ts';

/** Chains shown of what is new; the rest is counted. */
const MAX_CHAINS = 10;

export type Source = Readonly<{ imports: Imports; entry: string }>;

/**
 * What a build has too much of, a sentence each: totals above their limits, and whatever is loaded at INIT for the first time,
 * with the imports that lead to it.
 *
 * @param known names that may be loaded, see start-path.ts; without them totals alone count
 */
export function findBudgetViolations(
  measured: Measured,
  known: ReadonlySet<string> | undefined,
  { limits, ...source }: Source & Readonly<{ limits: BudgetLimits }>,
): readonly string[] {
  return [
    ...findExcess(measured, limits),
    ...(known ? findNewModules(measured, known, source) : []),
    ...(known ? findNewBuiltins(measured, known, source) : []),
  ];
}

function findExcess(
  { zipBytes, javascriptBytes, modules }: Measured,
  limits: BudgetLimits,
): readonly string[] {
  return [
    ...say(zipBytes, limits.zipBytes, 'bytes in the zip'),
    ...say(javascriptBytes, limits.javascriptBytes, 'bytes of JavaScript read before the first response'),
    ...say(modules.length, limits.modules, 'modules loaded at INIT'),
  ];
}

function say(value: number, most: number, what: string): readonly string[] {
  return value > most ? [`${write(value)} ${what}, at most ${write(most)}.`] : [];
}

const write = (value: number): string => value.toLocaleString('en-US');

/** Only the first new module of each chain: what it imports is new because of it. */
function findNewModules(
  { modules }: Measured,
  known: ReadonlySet<string>,
  { imports, entry }: Source,
): readonly string[] {
  const added = new Set(modules.filter((path) => packageOf(path) && !known.has(toName(path))));
  const chains = [...added].flatMap((path) => {
    const chain = findChain(imports, entry, (one) => one.path === path) ?? [path];
    return chain.slice(0, -1).some((before) => added.has(before)) ? [] : [chain];
  });
  const violations = chains.slice(0, MAX_CHAINS).map((chain) => `${showChain(chain)} is loaded at INIT.`);
  const rest = added.size - violations.length;
  return rest > 0
    ? [...violations, `With them, modules loaded at INIT that were not before: ${rest}.`]
    : violations;
}

function findNewBuiltins(
  { builtins }: Measured,
  known: ReadonlySet<string>,
  { imports, entry }: Source,
): readonly string[] {
  return builtins
    .filter((name) => !known.has(`node:${name}`))
    .map((name) => {
      const chain = findChain(imports, entry, ({ path }) => path === name || path === `node:${name}`);
      return chain
        ? `${showChain([...chain.slice(0, -1), `node:${name}`])} is loaded at INIT.`
        : `node:${name} is loaded at INIT, by another of Node's own modules.`;
    });
}

const showChain = (chain: readonly string[]): string => chain.map(toName).join(' → ');
