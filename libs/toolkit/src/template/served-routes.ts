import type { ContractSettings } from '../function/contract-settings.ts';
import { findApiFunction } from './find-api-function.ts';
import type { ExpectedRoute } from './read-expected-routes.ts';
import type { Template } from './template.ts';

/** The routes that this deployment has: without those that a variable of its function switches off. */
export function servedRoutes(
  template: Template,
  routes: readonly ExpectedRoute[],
  { switches }: Pick<ContractSettings, 'switches'>,
): readonly ExpectedRoute[] {
  const { Variables = {} } = (findApiFunction(template)?.properties['Environment'] ?? {}) as {
    Variables?: Record<string, unknown>;
  };
  const off = switches.filter(({ variable }) => Variables[variable] === 'off');
  return routes.filter(({ enabledBy }) => off.every(({ parameter }) => parameter !== enabledBy));
}
