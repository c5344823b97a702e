import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { PATH_METADATA } from './nest-metadata.ts';
import type { ModulesContainer } from '@nestjs/core';

export type Handler = (...args: never[]) => unknown;

const HANDLER = Symbol.for('lambda-nest:access:handler');

/**
 * Marks every route handler with itself. Nest copies a handler's metadata to the function it gives to Express, so the
 * mark tells later which handler stands behind an Express route, and that none stands behind a raw one. Needed before
 * routes are registered.
 */
export function markHandlers(modules: ModulesContainer): void {
  for (const controller of listControllers(modules)) {
    for (const handler of handlersOf(controller)) Reflect.defineMetadata(HANDLER, handler, handler);
  }
}

/** The handler that was marked before Nest wrapped it; `undefined` for a function that Nest knows nothing of. */
export function findMarkedHandler(expressHandle: object): Handler | undefined {
  return Reflect.getOwnMetadata(HANDLER, expressHandle) as Handler | undefined;
}

/** The controllers that have each handler; more than one where subclasses share it. */
export type HandlerOwners = ReadonlyMap<Handler, readonly Type[]>;

export function findOwners(modules: ModulesContainer): HandlerOwners {
  const owners = new Map<Handler, Type[]>();
  for (const controller of new Set(listControllers(modules))) {
    for (const handler of handlersOf(controller)) {
      const known = owners.get(handler);
      if (known) known.push(controller);
      else owners.set(handler, [controller]);
    }
  }
  return owners;
}

/**
 * The controller that serves a handler at a path; subclasses may share one handler, each at its own path. The one whose
 * paths end the route's by the most, for a prefix or a version may stand in front.
 */
export function findController(owners: HandlerOwners, handler: Handler, path: string): Type | undefined {
  const controllers = owners.get(handler) ?? [];
  if (controllers.length < 2) return controllers[0];
  const ends = controllers.flatMap((controller) =>
    pathsOf(controller).flatMap((prefix) =>
      pathsOf(handler).map((own) => ({ controller, end: toSegments(prefix, own) })),
    ),
  );
  const whole = toSegments(path);
  const [best] = ends
    .filter(({ end }) => whole.endsWith(end))
    .toSorted((one, other) => other.end.length - one.end.length);
  return best?.controller ?? controllers[0];
}

/** `/a/b/c` of `a/b` and `/c/`. */
function toSegments(...paths: readonly string[]): string {
  const segments = paths.flatMap((path) => path.split('/')).filter((segment) => segment !== '');
  return segments.map((segment) => `/${segment}`).join('');
}

function listControllers(modules: ModulesContainer): readonly Type[] {
  return [...modules.values()].flatMap(({ controllers }) =>
    [...controllers.values()].flatMap(({ metatype }) => (metatype ? [metatype as Type] : [])),
  );
}

/** By controller: asked twice at every start, before routes are registered and after. */
const HANDLERS = new WeakMap<Type, readonly Handler[]>();

function handlersOf(controller: Type): readonly Handler[] {
  const known = HANDLERS.get(controller);
  if (known) return known;
  const handlers = findHandlers(controller);
  HANDLERS.set(controller, handlers);
  return handlers;
}

function findHandlers(controller: Type): readonly Handler[] {
  const handlers: Handler[] = [];
  const names = new Set<string>();
  for (
    let layer = controller.prototype as object;
    layer !== Object.prototype;
    layer = Object.getPrototypeOf(layer)
  ) {
    for (const name of Object.getOwnPropertyNames(layer)) {
      if (names.has(name)) continue;
      names.add(name);
      // By descriptor: a getter is not to run.
      const value: unknown = Object.getOwnPropertyDescriptor(layer, name)?.value;
      if (typeof value === 'function' && Reflect.hasOwnMetadata(PATH_METADATA, value))
        handlers.push(value as Handler);
    }
  }
  return handlers;
}

/** What a controller or a handler was given as its path, or paths. */
function pathsOf(target: object): readonly string[] {
  return [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();
}
