/** Entry of the bundle, what Lambda imports: runs the application's scripts with their code cache. */
import { createLoader } from './create-loader.ts';
import { DEFERRED_BUILTINS } from './deferred-builtins.ts';
import { runEntries } from './run-entries.ts';
import { undoExposeGc } from './undo-expose-gc.ts';

undoExposeGc();
const folder = `${import.meta.dirname}/`;
const loader = createLoader({ folder, url: import.meta.url, deferred: DEFERRED_BUILTINS });
// For the application to report: it has the log.
Object.defineProperty(globalThis, Symbol.for('code-cache'), { get: loader.cacheState });

export const { handler } = await runEntries(loader);
