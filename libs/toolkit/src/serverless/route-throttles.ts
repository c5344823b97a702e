import { routeKeyOf } from '@lambda-nest/gateway/model';
import { logicalIdOf } from '../contract/render/routes-yml.ts';
import type { ContractSettings } from '../function/contract-settings.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { resourcesOf, type Template } from '../template/template.ts';
import type { Parameters } from './parameters.ts';

type Throttled = ContractSettings['throttled'];

const ONE = String.raw`[A-Z]+ \/[^\s=,]*=[1-9]\d{0,4}\/[1-9]\d{0,4}`;

/** `<method> <path>=<requests a second>/<at once>`, separated by commas. */
export const ROUTE_THROTTLES = new RegExp(`^${ONE}(,${ONE})*$`);

/** The limits of single routes that the parameter `routeThrottles` asks for; none where it is not what it must be. */
export function readRouteThrottles({ routeThrottles = '' }: Parameters): Throttled {
  if (!ROUTE_THROTTLES.test(routeThrottles)) return {};
  return Object.fromEntries(
    routeThrottles.split(',').map((text) => {
      const [, key = '', rate, burst] = /^([^=]+)=(\d+)\/(\d+)$/.exec(text) ?? [];
      return [key, { rate: Number(rate), burst: Number(burst) }];
    }),
  );
}

/** Routes that `routeThrottles` limits and that the application does not have, or names twice, a sentence each. */
export function findRouteThrottleViolations(
  parameters: Parameters,
  routes: readonly ExpectedRoute[],
): readonly string[] {
  const known = new Set(routes.map(routeKeyOf));
  const limited = readRouteThrottles(parameters);
  const named = (parameters['routeThrottles'] ?? '').split(',').map((text) => text.split('=')[0] ?? '');
  return Object.keys(limited).flatMap((key) => [
    ...(known.has(key)
      ? []
      : [`routeThrottles limits ${key}, which is no route. Name one of ACCESS.md, as it is spelt there.`]),
    ...(named.filter((name) => name === key).length > 1
      ? [`routeThrottles limits ${key} twice. Leave one of them.`]
      : []),
  ]);
}

/**
 * Gives the stage the limits of single routes, in the place of those that function.config.ts says. Of routes that the deployment
 * leaves out there is nothing to limit.
 *
 * A route's own settings replace the stage's whole, so that metrics are said again, and the stage is rejected while one of the routes is unknown.
 */
export function addRouteThrottles(
  template: Template,
  throttled: Throttled,
  served: readonly ExpectedRoute[],
): Template {
  const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
  const limited = served.filter((route) => Object.hasOwn(throttled, routeKeyOf(route)));
  if (!stage || limited.length === 0) return template;
  const { id, resource, properties } = stage;
  const settings = limited.map((route) => {
    const { rate, burst } = throttled[routeKeyOf(route)] as Throttled[string];
    const limits = { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst, DetailedMetricsEnabled: true };
    return [routeKeyOf(route), limits];
  });
  const RouteSettings = { ...(properties['RouteSettings'] as object), ...Object.fromEntries(settings) };
  const DependsOn = [...new Set([...[resource.DependsOn ?? []].flat(), ...limited.map(logicalIdOf)])];
  return {
    ...template,
    Resources: {
      ...template.Resources,
      [id]: { ...resource, DependsOn, Properties: { ...properties, RouteSettings } },
    },
  };
}
