import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DEFAULT_BUDGET, type BudgetLimits } from '../function/budget-limits.ts';

/** How much more than what was accepted a build may have: a few routes are no event, a package is. */
const ROOM = 1.05;

/** What was last accepted of a build, and committed; `undefined` where nothing was. */
export function readAccepted(file: string): BudgetLimits | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BudgetLimits) : undefined;
}

export function writeAccepted(file: string, { zipBytes, javascriptBytes, modules }: BudgetLimits): void {
  writeFileSync(file, `${JSON.stringify({ zipBytes, javascriptBytes, modules }, null, 2)}\n`);
}

/**
 * The most a build may have: a twentieth more than what was accepted, and never more than the function's description says. Where
 * nothing was accepted, the description and the defaults count.
 */
export function limitsOf(accepted: BudgetLimits | undefined, described: Partial<BudgetLimits>): BudgetLimits {
  if (!accepted) return { ...DEFAULT_BUDGET, ...described };
  const limit = (name: keyof BudgetLimits): number =>
    Math.min(Math.ceil(accepted[name] * ROOM), described[name] ?? Infinity);
  return {
    zipBytes: limit('zipBytes'),
    javascriptBytes: limit('javascriptBytes'),
    modules: limit('modules'),
  };
}
