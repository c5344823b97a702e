import type { ContractSettings } from '../function/contract-settings.ts';
import { findApiFunction } from './find-api-function.ts';
import type { ExpectedRoute } from './read-expected-routes.ts';
import type { Named, Template } from './template.ts';

/** The routes that this deployment has: without those that a variable of its function switches off. */
export function servedRoutes(
  template: Template,
  routes: readonly ExpectedRoute[],
  { switches }: Pick<ContractSettings, 'switches'>,
): readonly ExpectedRoute[] {
  const variables = functionVariables(template);
  const off = switches.filter(({ variable }) => variables[variable] === 'off');
  return routes.filter(({ enabledBy }) => off.every(({ parameter }) => parameter !== enabledBy));
}

/** The variables of the function that describes the API, as the template has them. */
export function functionVariables(template: Template): Readonly<Record<string, unknown>> {
  const api = findApiFunction(template);
  return api ? variablesOf(api) : {};
}

/** The variables of a function, as the template has them. */
export function variablesOf({ properties }: Named): Readonly<Record<string, unknown>> {
  const { Variables = {} } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
  return Variables;
}
