import 'reflect-metadata';
import type { CanActivate } from '@nestjs/common';
import { GUARDS_METADATA } from './nest-metadata.ts';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { AuthGuard } from './auth.guard.ts';
import type { RouteEntry } from './list-routes.ts';
import { RolesGuard } from './roles.guard.ts';

/**
 * The guards that the application itself brought, as they stand before its routes: global ones, those of controllers and
 * those of methods, each once. Guards that are made anew for each request are not among them.
 */
export function findGuards(
  config: ApplicationConfig,
  modules: ModulesContainer,
  routes: readonly RouteEntry[],
): ReadonlySet<CanActivate> {
  const guards = new Set<unknown>(config.getGlobalGuards());
  for (const { injectables } of modules.values()) {
    for (const wrapper of injectables.values()) {
      if (wrapper.subtype === 'guard' && wrapper.isDependencyTreeStatic()) guards.add(wrapper.instance);
    }
  }
  for (const target of new Set(routes.flatMap(({ controller, handler }) => [controller, handler]))) {
    const bound = target && (Reflect.getMetadata(GUARDS_METADATA, target) as readonly unknown[] | undefined);
    for (const guard of bound ?? []) guards.add(guard);
  }
  return new Set([...guards].filter(isForeignGuard));
}

/** An instance: classes stand among the bound ones too, and their instances among the injectables. */
function isForeignGuard(guard: unknown): guard is CanActivate {
  const isInstance = typeof guard === 'object' && guard !== null;
  return isInstance && !(guard instanceof AuthGuard || guard instanceof RolesGuard);
}
