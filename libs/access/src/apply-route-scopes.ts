import type { INestApplication } from '@nestjs/common';
import { ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import { governScopes } from './governing-declaration.ts';
import { listRoutes, type RouteEntry } from './list-routes.ts';
import type { Handler } from './mark-handlers.ts';
import { findRouteScopeViolations, type RouteScopes } from './route-scopes.ts';
import { toGatewayPath } from './to-gateway-path.ts';

type GuardedRoute = RouteEntry & Required<Pick<RouteEntry, 'controller' | 'handler'>>;

/**
 * Asks for the scopes that operators set in place of the declared ones, in an application that is initialised.
 *
 * @returns what keeps them from it, each a whole sentence; nothing is set then
 */
export function applyRouteScopes(app: INestApplication, wanted: RouteScopes): readonly string[] {
  const modules = app.get(ModulesContainer);
  const routes = listRoutes(app.getHttpAdapter() as AbstractHttpAdapter, modules);
  const violations = [
    ...findRouteScopeViolations(
      wanted,
      routes.map((route) => ({ key: keyOf(route), declaration: route.declaration })),
    ),
    ...findDivided(routes.filter(isGuarded), wanted),
  ];
  if (violations.length > 0) return violations;
  const scopes = new Map<object, Map<Handler, readonly string[]>>();
  for (const route of routes.filter(isGuarded)) {
    const names = wanted.get(keyOf(route));
    if (!names) continue;
    const ofController = scopes.get(route.controller) ?? new Map<Handler, readonly string[]>();
    scopes.set(route.controller, ofController.set(route.handler, names));
  }
  governScopes(modules, scopes);
  return [];
}

/** Guards know which method of a controller is called, and not by which of its paths. */
function findDivided(routes: readonly GuardedRoute[], wanted: RouteScopes): readonly string[] {
  return routes.flatMap((route) => {
    const names = wanted.get(keyOf(route));
    const other = routes.find(
      (one) =>
        one.handler === route.handler &&
        one.controller === route.controller &&
        String(wanted.get(keyOf(one))) !== String(names),
    );
    return names && other
      ? [`${keyOf(route)} is served by ${route.name} as ${keyOf(other)} is. Give both the same scopes.`]
      : [];
  });
}

function isGuarded(route: RouteEntry): route is GuardedRoute {
  return route.controller !== undefined && route.handler !== undefined;
}

/** As API Gateway names the route. */
function keyOf({ method, path }: RouteEntry): string {
  return `${method === '*' ? 'ANY' : method} ${toGatewayPath(path)}`;
}
