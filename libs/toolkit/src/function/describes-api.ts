import type { FunctionDescription } from './load-function.ts';

/** Whether a function has an HTTP API of its own: it is no worker, and does not add its routes to the API of another function. */
export function describesApi({ kind, api }: Pick<FunctionDescription, 'kind' | 'api'>): boolean {
  return kind === 'api' && api === undefined;
}
