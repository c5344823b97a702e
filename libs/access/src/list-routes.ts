import type { Type } from '@nestjs/common';
import type { AbstractHttpAdapter, ModulesContainer } from '@nestjs/core';
import type { Declaration } from './declaration.ts';
import { governingDeclaration } from './governing-declaration.ts';
import { isKnown, layersOf, type Layer } from './layers.ts';
import { findController, findMarkedHandler, findOwners, type Handler } from './mark-handlers.ts';

/** One route as the application really serves it. */
export type RouteEntry = Readonly<{
  /** Upper case; `*` when it answers every method. */
  method: string;
  /** Express path template from the root, such as `/v1/orders/:id`. */
  path: string;
  /** `Controller.method`; for a raw Express route, the name of its last handler or `anonymous`. */
  name: string;
  /** Absent for a route that was mounted on Express behind Nest's back: no guard sees it. */
  controller?: Type;
  handler?: Handler;
  /** Who may call it, with the scopes that operators set. */
  declaration?: Declaration;
}>;

/**
 * Lists every route of an initialised application from what Express will match, not from what was meant: Nest's routes
 * with their declarations, and any raw Express route or router beside them. Middleware is none. In matching order.
 */
export function listRoutes(adapter: AbstractHttpAdapter, modules: ModulesContainer): readonly RouteEntry[] {
  const owners = findOwners(modules);
  return walk(layersOf(adapter)).map(({ method, path, handle }) => {
    const handler = findMarkedHandler(handle);
    const controller = handler && findController(owners, handler, path);
    if (!handler || !controller) return { method, path, name: handle.name || 'anonymous' };
    const declaration = governingDeclaration(modules, controller, handler);
    const name = `${controller.name}.${handler.name}`;
    return { method, path, name, controller, handler, ...(declaration ? { declaration } : {}) };
  });
}

type Registered = Readonly<{ method: string; path: string; handle: Layer['handle'] }>;

function walk(stack: readonly Layer[]): readonly Registered[] {
  return stack.flatMap((layer) => {
    // Middleware that a module binds to a route of its choice stands in a route of Express as well.
    if (isKnown(layer)) return [];
    if (layer.handle.stack) return walk(layer.handle.stack);
    if (!layer.route) return [];
    const { route } = layer;
    const { handle } = route.stack.at(-1) ?? layer;
    return methodsOf(route.methods).map((method) => ({ method, path: String(route.path), handle }));
  });
}

// `app.all()` gives a route every method that Node knows, `route.all()` marks it; ten are not listed by hand.
const MAX_METHODS = 9;

function methodsOf(methods: Readonly<Record<string, boolean>> = {}): readonly string[] {
  const names = Object.keys(methods);
  return methods['_all'] || names.length > MAX_METHODS ? ['*'] : names.map((name) => name.toUpperCase());
}
