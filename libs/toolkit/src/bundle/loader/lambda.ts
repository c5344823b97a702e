/** Entry of the bundle, what Lambda imports: runs the application's modules with their code cache. */
import { assertNode } from './assert-node.ts';
import { Modules } from './modules.ts';
import { undoExposeGc } from './undo-expose-gc.ts';

/** Written by the build. */
declare const __UNDO_EXPOSE_GC__: boolean;

assertNode(process.versions.node);
if (__UNDO_EXPOSE_GC__) undoExposeGc();
const modules = new Modules({
  folder: `${import.meta.dirname}/`,
  importOutside: (specifier) => import(specifier) as Promise<object>,
});

/** What the application may ask of the bundle it runs in: it has the log. */
const offered = {
  'code-cache': () => modules.cacheState(),
  'bundle-folder': () => modules.folder,
  'map-stack': () => mapStack,
};
for (const [name, get] of Object.entries(offered)) {
  Object.defineProperty(globalThis, Symbol.for(name), { configurable: true, get });
}

function mapStack(stack: string): string {
  return modules.mapStack(stack);
}

async function start(): Promise<object> {
  try {
    return await modules.start();
  } catch (error) {
    // Reported by the runtime, which knows nothing of sources.
    if (error instanceof Error && error.stack) error.stack = mapStack(error.stack);
    throw error;
  }
}

export const { handler } = (await start()) as { handler: unknown };
