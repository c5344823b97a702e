import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import type { Parameters } from './parameters.ts';

/** The routes that a deployment has with these parameters: without those that it switches off. */
export function switchedOnRoutes(
  routes: readonly ExpectedRoute[],
  parameters: Parameters,
): readonly ExpectedRoute[] {
  return routes.filter(({ enabledBy }) => !enabledBy || parameters[enabledBy] !== 'off');
}
