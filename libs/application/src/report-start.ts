import type { Reporting } from './reporting.ts';

/** Under this name the bundle's loader says what became of its code cache: `accepted`, `rejected` or `absent`. */
const CODE_CACHE = Symbol.for('code-cache');

/**
 * Reports the start, once: with which Node, and whether V8 took the code cache of the bundle. Rejected, every cold start is
 * slower, and nothing else is wrong: the bundle was built with another Node version, or for another processor, than runs it.
 * Absent, it was built without, as every rebuild of `npm start` is.
 */
export function reportStart(
  { measured, embed }: Pick<Reporting, 'measured' | 'embed'>,
  world: object = globalThis,
): void {
  const codeCache = (world as { [CODE_CACHE]?: unknown })[CODE_CACHE];
  if (codeCache === undefined) return;
  const rejected = {
    name: 'CodeCacheRejected',
    value: Number(codeCache === 'rejected'),
    unit: 'Count',
  } as const;
  const fields = {
    codeCache,
    node: process.version,
    arch: process.arch,
    ...embed([{ measures: [rejected] }]),
  };
  if (codeCache === 'rejected') measured.warn('started without its code cache', fields);
  else measured.info('started', fields);
}
