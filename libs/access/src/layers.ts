import type { AbstractHttpAdapter } from '@nestjs/core';

/** One entry of Express's stack. */
export type Layer = Readonly<{
  handle: ((...args: never[]) => unknown) & { stack?: readonly Layer[] };
  route?: Readonly<{ path: unknown; methods?: Readonly<Record<string, boolean>>; stack: readonly Layer[] }>;
}>;

/** Middleware that Nest registered, or that the application handed over where it is meant to. */
const KNOWN = new WeakSet<object>();

const WATCHED = new WeakSet<object>();

export function layersOf(adapter: AbstractHttpAdapter): readonly Layer[] {
  const { router } = adapter.getInstance() as { router?: { stack: readonly Layer[] } };
  return router?.stack ?? [];
}

export function isKnown(layer: Layer): boolean {
  return KNOWN.has(layer);
}

/** Layers that were put on a watched adapter, and not by Nest or where the application is meant to. */
export function unknownLayers(adapter: AbstractHttpAdapter): readonly Layer[] {
  return WATCHED.has(adapter) ? layersOf(adapter).filter((layer) => !isKnown(layer)) : [];
}

/**
 * Runs work that may register middleware, and knows it from then on. A router stays unknown: what it mounts are routes.
 */
export function knowLayers<Result>(adapter: AbstractHttpAdapter, work: () => Result): Result {
  const before = layersOf(adapter).length;
  const note = (): void => {
    for (const layer of layersOf(adapter).slice(before)) if (!layer.handle.stack) KNOWN.add(layer);
  };
  const result = work();
  if (!(result instanceof Promise)) {
    note();
    return result;
  }
  return result.finally(note) as Result;
}

/** The methods through which Nest itself puts middleware on an adapter. */
const OF_NEST = ['registerSecurityHook', 'setErrorHandler', 'setNotFoundHandler'] as const;

/**
 * Knows the layers that an adapter has now, and those that Nest registers on it from now on, route-bound middleware of
 * modules among them (`consumer.apply(…).forRoutes(…)`). Anything else that turns up on it was put there behind Nest.
 */
export function watchLayers(adapter: AbstractHttpAdapter): void {
  if (WATCHED.has(adapter)) return;
  WATCHED.add(adapter);
  for (const layer of layersOf(adapter)) KNOWN.add(layer);
  const methods = adapter as unknown as Record<string, ((...args: unknown[]) => unknown) | undefined>;
  for (const name of OF_NEST) {
    const register = methods[name]?.bind(adapter);
    if (register) methods[name] = (...args) => knowAll(adapter, () => register(...args));
  }
  const createFactory = adapter.createMiddlewareFactory.bind(adapter);
  adapter.createMiddlewareFactory = async (method) => {
    const factory = await createFactory(method);
    return (path, callback) => knowAll(adapter, () => factory(path, callback) as unknown);
  };
}

/** What Nest mounts is known whole: for a global prefix its handlers stand in routers. */
function knowAll<Result>(adapter: AbstractHttpAdapter, register: () => Result): Result {
  const before = layersOf(adapter).length;
  const result = register();
  for (const layer of layersOf(adapter).slice(before)) KNOWN.add(layer);
  return result;
}
