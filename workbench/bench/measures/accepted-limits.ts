import { join } from 'node:path';
import { limitsOf, readAccepted } from '../../../libs/toolkit/src/budget/accepted-state.ts';
import type { BudgetLimits } from '../../../libs/toolkit/src/function/budget-limits.ts';

/** The most that the product may have, as `npm run budget` says: a benchmark has no opinion of its own about sizes. */
export const ACCEPTED_LIMITS: BudgetLimits = limitsOf(
  readAccepted(join(import.meta.dirname, '../../../apps/api/budget.json')),
  {},
);
