import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ContractRoute } from '../contract-route.ts';
import type { ContractSettings } from '../../function/contract-settings.ts';

/** Name of the JWT authorizer in `infra/http-api.yml`. */
export const AUTHORIZER = 'jwt';

/**
 * What serverless.yml takes: `events` of the function that describes the API, one for each of its routes (others get theirs with
 * `${function:<folder>}`); `extensions` with what events have no word for:
 * operation names, the throttling of single routes, and on what parameter a route depends; and the `conditions` for those.
 */
export function renderRoutesYml(
  routes: readonly ContractRoute[],
  { throttled, owner }: Pick<ContractSettings, 'throttled'> & Readonly<{ owner?: string | undefined }>,
): string {
  const own = routes.filter(({ function: name }) => name === undefined || name === owner);
  return [
    '# Written by `npm run contract` from the declarations in the code. Do not edit.',
    own.length === 0 ? 'events: []' : 'events:',
    ...own.map(renderEvent),
    'extensions:',
    ...routes.map(renderExtension),
    ...renderStage(routes, throttled),
    ...renderConditions(routes),
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
  const condition = route.enabledBy === undefined ? [] : [`    Condition: ${conditionOf(route.enabledBy)}`];
  return [
    `  ${logicalIdOf(route)}:`,
    ...condition,
    '    Properties:',
    `      OperationName: ${quote(route.operationName)}`,
  ].join('\n');
}

/**
 * A route's own settings replace the stage's whole, so that metrics are said again. The stage must wait for the routes:
 * it is rejected while one of them is unknown.
 *
 * @see https://github.com/aws/serverless-application-model/issues/2479
 */
function renderStage(
  routes: readonly ContractRoute[],
  throttled: ContractSettings['throttled'],
): readonly string[] {
  const slow = routes.flatMap((route) => {
    const limit = throttled[routeKeyOf(route)];
    return limit ? [{ route, ...limit }] : [];
  });
  if (slow.length === 0) return [];
  const settings = slow.flatMap(({ route, rate, burst }) => {
    const limits = `{ ThrottlingRateLimit: ${rate}, ThrottlingBurstLimit: ${burst}, DetailedMetricsEnabled: true }`;
    return [
      `        ${quote(routeKeyOf(route))}:`,
      ...(route.enabledBy === undefined
        ? [`          ${limits}`]
        : [
            '          Fn::If:',
            `            - ${conditionOf(route.enabledBy)}`,
            `            - ${limits}`,
            '            - { Ref: AWS::NoValue }',
          ]),
    ];
  });
  const names = slow.map(({ route }) => logicalIdOf(route)).join(', ');
  return [
    '  HttpApiStage:',
    `    DependsOn: [${names}]`,
    '    Properties:',
    '      RouteSettings:',
    ...settings,
  ];
}

/** A route whose parameter is off is not there, at the gateway neither. */
function renderConditions(routes: readonly ContractRoute[]): readonly string[] {
  const parameters = [...new Set(routes.flatMap(({ enabledBy = [] }) => enabledBy))].toSorted();
  if (parameters.length === 0) return ['conditions: {}'];
  const conditions = parameters.flatMap((parameter) => [
    `  ${conditionOf(parameter)}:`,
    `    Fn::Equals: [${quote(`\${param:${parameter}}`)}, "on"]`,
  ]);
  return ['conditions:', ...conditions];
}

function conditionOf(parameter: string): string {
  return `Has${parameter.charAt(0).toUpperCase()}${parameter.slice(1)}`;
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
