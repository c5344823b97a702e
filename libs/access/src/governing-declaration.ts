import type { ModulesContainer } from '@nestjs/core';
import type { Declaration } from './declaration.ts';
import { readDeclaration } from './declare.decorators.ts';
import type { Handler } from './mark-handlers.ts';
import { withScopes } from './route-scopes.ts';

type ScopesOfHandlers = ReadonlyMap<object, ReadonlyMap<Handler, readonly string[]>>;

/** By application: two of them in one process may have the same controllers and other operators. */
const SCOPES = new WeakMap<ModulesContainer, ScopesOfHandlers>();

/**
 * Puts the scopes of operators in force for an application, by controller and handler. Only what checked them against its
 * routes calls this.
 */
export function governScopes(modules: ModulesContainer, scopes: ScopesOfHandlers): void {
  SCOPES.set(modules, scopes);
}

/**
 * Who may call a route of an application: as declared, with the scopes that its operators set in place of the declared ones.
 * The one reading of guards and lists.
 */
export function governingDeclaration(
  modules: ModulesContainer | undefined,
  controller: object,
  handler: object,
): Declaration | undefined {
  const declaration = readDeclaration(controller, handler);
  const scopes =
    modules &&
    SCOPES.get(modules)
      ?.get(controller)
      ?.get(handler as Handler);
  return declaration && scopes ? withScopes(declaration, scopes) : declaration;
}
