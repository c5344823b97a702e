import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import type { Parameters } from './parameters.ts';
import type { CompiledFunction } from './serverless.ts';
import { switchedOnRoutes } from './switched-on-routes.ts';

/** Takes routes that a deployment does not have from its functions: osls lists what it read, and not what is in the template. */
export function hideSwitchedOff(
  functions: Readonly<Record<string, CompiledFunction>>,
  routes: readonly ExpectedRoute[],
  parameters: Parameters,
): void {
  const on = new Set(switchedOnRoutes(routes, parameters).map(routeKeyOf));
  const off = new Set(routes.map(routeKeyOf).filter((key) => !on.has(key)));
  for (const one of Object.values(functions)) {
    one.events = (one.events ?? []).filter(
      ({ httpApi }) => !httpApi || !off.has(`${httpApi.method} ${httpApi.path}`),
    );
  }
}
