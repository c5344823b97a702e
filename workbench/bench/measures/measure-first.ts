import { type Case, GROWN, PRODUCT, REJECTED, SIGN_IN, WHOAMI } from '../cases.ts';
import { SHOP } from '../shop-cases.ts';
import { type Budget, type Reading } from '../reading.ts';
import { timeFirstResponse } from './first-response.ts';
import { takeTurns } from './take-turns.ts';
import { toReadings } from './to-readings.ts';

/** First response, × bare. */
const MOST: Readonly<Record<string, number>> = {
  [PRODUCT]: 1.75,
  [REJECTED]: 3.5,
  [WHOAMI]: 2.3,
  [SIGN_IN]: 3.5,
  [SHOP]: 2.2,
};
/** The product with 300 more routes, × the product. */
const MAX_GROWTH = 1.25;

/** A whole cold start of every case, from spawn to the first response, as ratios to the bare handler. */
export async function measureFirst(
  cases: readonly Case[],
  runs: number,
  runtime: string,
): Promise<Reading[]> {
  const taken = await takeTurns(cases, runs, (one) => timeFirstResponse(one, runtime));
  return toReadings({ measure: 'first', unit: 'ms' }, taken, findBudget);
}

function findBudget({ name }: Case, medians: ReadonlyMap<string, number>): Budget | undefined {
  if (name === GROWN) return { of: 'value', is: (medians.get(PRODUCT) ?? Number.NaN) * MAX_GROWTH };
  const most = MOST[name];
  return most === undefined ? undefined : { of: 'ratio', is: most };
}
