/** Entry of the bundle, what Lambda imports: runs the application's modules with their code cache. */
import { Modules } from './modules.ts';
import { undoExposeGc } from './undo-expose-gc.ts';

/** Written by the build. */
declare const __UNDO_EXPOSE_GC__: boolean;

if (__UNDO_EXPOSE_GC__) undoExposeGc();
const modules = new Modules({
  folder: `${import.meta.dirname}/`,
  importOutside: (specifier) => import(specifier) as Promise<object>,
});
// For the application to report: it has the log.
Object.defineProperty(globalThis, Symbol.for('code-cache'), {
  configurable: true,
  get: () => modules.cacheState(),
});

export const { handler } = (await modules.start()) as { handler: unknown };
