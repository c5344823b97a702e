import { routeKeyOf, type ContractRoute } from '../contract-route.ts';
import type { Settings } from '../settings.ts';

/** Name of the JWT authorizer in `infra/http-api.yml`. */
export const AUTHORIZER = 'jwt';

/**
 * What serverless.yml takes: `events` of the function, one for each route, and `extensions` with what events have no
 * word for: operation names, and the throttling of single routes.
 */
export function renderRoutesYml(
  routes: readonly ContractRoute[],
  { throttled }: Pick<Settings, 'throttled'>,
): string {
  return [
    '# Written by `npm run contract` from the declarations in the code. Do not edit.',
    'events:',
    ...routes.map(renderEvent),
    'extensions:',
    ...routes.map(renderExtension),
    ...renderStage(routes, throttled),
    '',
  ].join('\n');
}

function renderEvent(route: ContractRoute): string {
  const lines = [`  - httpApi:`, `      method: ${route.method}`, `      path: ${quote(route.path)}`];
  if (!route.gateway.authorizer) return lines.join('\n');
  const { scopes } = route.gateway;
  lines.push('      authorizer:', `        name: ${AUTHORIZER}`);
  if (scopes.length > 0) lines.push(`        scopes: [${scopes.map(quote).join(', ')}]`);
  return lines.join('\n');
}

function renderExtension(route: ContractRoute): string {
  return `  ${logicalIdOf(route)}:\n    Properties:\n      OperationName: ${quote(route.operationName)}`;
}

/**
 * A route's own settings replace the stage's whole, so that metrics are said again. The stage must wait for the routes:
 * it is refused while one of them is unknown.
 *
 * @see https://github.com/aws/serverless-application-model/issues/2479
 */
function renderStage(routes: readonly ContractRoute[], throttled: Settings['throttled']): readonly string[] {
  const slow = routes.flatMap((route) => {
    const limit = throttled[routeKeyOf(route)];
    return limit ? [{ route, ...limit }] : [];
  });
  if (slow.length === 0) return [];
  const settings = slow.flatMap(({ route, rate, burst }) => [
    `        ${quote(routeKeyOf(route))}:`,
    `          ThrottlingRateLimit: ${rate}`,
    `          ThrottlingBurstLimit: ${burst}`,
    '          DetailedMetricsEnabled: true',
  ]);
  const names = slow.map(({ route }) => logicalIdOf(route)).join(', ');
  return [
    '  HttpApiStage:',
    `    DependsOn: [${names}]`,
    '    Properties:',
    '      RouteSettings:',
    ...settings,
  ];
}

/**
 * The name that osls gives a route in the template.
 *
 * @see node_modules/serverless/lib/plugins/aws/lib/naming.js `getHttpApiRouteLogicalId`
 */
export function logicalIdOf(route: Pick<ContractRoute, 'method' | 'path'>): string {
  const parts = routeKeyOf(route)
    .split('/')
    .map((part) => {
      const words = part
        .toLowerCase()
        .replaceAll('-', 'Dash')
        .replace(/\{(.*)\}/g, '$1Var')
        .replaceAll(/[^0-9A-Za-z]/g, '');
      return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
    });
  return `HttpApiRoute${parts.join('')}`;
}

/** JSON strings are YAML strings. */
function quote(text: string): string {
  return JSON.stringify(text);
}
