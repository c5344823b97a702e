import type { INestApplication } from '@nestjs/common';
import { ApplicationConfig, ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import { AuthGuard } from './auth.guard.ts';
import { coversPath } from './covers-path.ts';
import { findDeclarationViolation } from './declaration.ts';
import { isOfOtherCopy } from './declare.decorators.ts';
import { describeTwin } from './describe-twin.ts';
import { createShadowFinder } from './find-shadow.ts';
import { layersOf, unknownLayers } from './layers.ts';
import { listRoutes, type RouteEntry } from './list-routes.ts';
import { RolesGuard } from './roles.guard.ts';

/** Thrown at start when a route could be called by a caller that no declaration names. Lists every such route. */
export class AccessViolation extends Error {
  readonly code = 'ACCESS_VIOLATION';
  declare readonly violations: readonly string[];

  constructor(violations: readonly string[]) {
    super(`The application will not start, because access is not fully declared:\n${list(violations)}`);
    this.name = 'AccessViolation';
    // Node shows the members of an error below its message, which has them already.
    Object.defineProperty(this, 'violations', { value: violations, enumerable: false });
  }
}

/** Lines of a message that are shown; the rest is counted. */
const MAX_LINES = 8;

function list(violations: readonly string[]): string {
  const shown = violations.slice(0, MAX_LINES).map((violation) => `  - ${violation}`);
  const rest = violations.length - shown.length;
  return [...shown, ...(rest > 0 ? [`  and ${rest} more like these`] : [])].join('\n');
}

/**
 * Rejects an initialised application in which a route is undeclared, declared unsoundly or mounted where no guard sees
 * it, in which middleware was put on Express behind Nest, or in which a guard runs before who-are-you and may-you.
 *
 * @throws AccessViolation with all violations at once
 */
export function assertAccess(app: INestApplication): void {
  const routes = routesOf(app);
  const violations = [
    ...copyViolations(routes),
    ...guardViolations(app),
    ...layerViolations(app.getHttpAdapter() as AbstractHttpAdapter),
    ...routes.flatMap(routeViolations),
    ...shadowViolations(routes),
  ];
  if (violations.length > 0) throw new AccessViolation(violations);
}

function routesOf(app: INestApplication): readonly RouteEntry[] {
  return listRoutes(app.getHttpAdapter() as AbstractHttpAdapter, app.get(ModulesContainer));
}

/** Whatever responds there would have no declaration. */
function layerViolations(adapter: AbstractHttpAdapter): readonly string[] {
  const files = layersOf(adapter).filter(({ handle }) => handle.name === STATIC_FILES);
  const others = unknownLayers(adapter).filter(
    ({ handle, route }) => !route && !handle.stack && handle.name !== STATIC_FILES,
  );
  return [
    ...files.map(() => 'Static files are served that no route declares. Send them from a controller.'),
    ...others.map(
      ({ handle }) =>
        `${handle.name || 'A function without a name'} was put on Express itself as a middleware. ` +
        'Apply it in a module, consumer.apply(…).forRoutes(…), or in configureApp of the root module.',
    ),
  ];
}

/** The name of what `express.static` makes. */
const STATIC_FILES = 'serveStatic';

function routeViolations(entry: RouteEntry): readonly string[] {
  const violation = entry.controller
    ? findDeclarationViolation(entry.declaration)
    : 'is mounted on Express itself, where no guard sees it. Make it a controller route.';
  return violation ? [`${nameOf(entry)} ${violation}`] : [];
}

/** What a decorator of one version means is not for the guards of another to say. */
function copyViolations(routes: readonly RouteEntry[]): readonly string[] {
  const foreign = routes.find(({ controller, handler }) =>
    [controller, handler].some((subject) => subject && isOfOtherCopy(subject)),
  );
  return foreign
    ? [
        `@lambda-nest/access is loaded twice: another copy than the one that guards it declared ${nameOf(foreign)}. ` +
          'npm ls @lambda-nest/access shows who asks for which version; make them agree, and install again.',
      ]
    : [];
}

/** A route that stands behind another would have its declaration read and never enforced. */
function shadowViolations(routes: readonly RouteEntry[]): readonly string[] {
  const findShadow = createShadowFinder<RouteEntry>();
  return routes.flatMap((route) => {
    const before = findShadow(route);
    return before ? [shadowViolation(route, before)] : [];
  });
}

function shadowViolation(route: RouteEntry, before: RouteEntry): string {
  // No order helps where the path is the same, or differs by the names of its parameters alone.
  const isTwin = route.method === before.method && coversPath(route.path, before.path);
  return isTwin
    ? `${nameOf(route)} is the same route as ${nameOf(before)}, which is matched before it. ${describeTwin(before, route)}`
    : `${nameOf(route)} is shadowed by ${nameOf(before)}, which is matched before it. Declare it first.`;
}

function nameOf({ method, path, name }: RouteEntry): string {
  return `${method} ${path} (${name})`;
}

function guardViolations(app: INestApplication): readonly string[] {
  const guards = app.get(ApplicationConfig, { strict: false }).getGlobalGuards();
  const auth = guards.findIndex((guard) => guard instanceof AuthGuard);
  const roles = guards.findIndex((guard) => guard instanceof RolesGuard);
  if (auth === -1 || roles === -1)
    return ['The global guards are missing. Import AccessModule.forRoot(…) in the root module.'];
  if (auth > roles)
    return ['RolesGuard runs before AuthGuard. Import AccessModule once, in the root module.'];
  return auth === 0 && roles === 1
    ? []
    : [
        'Another guard runs before AuthGuard and RolesGuard. Import AccessModule before the modules that bring guards.',
      ];
}
