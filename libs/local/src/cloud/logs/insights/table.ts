import type { Fields } from './expression.ts';

/** Rows under way, and the columns that will be shown; none yet shows `@timestamp` and `@message`. */
export type Table = { rows: Fields[]; columns: string[] | undefined; isSorted: boolean };
