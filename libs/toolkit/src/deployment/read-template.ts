import { ROUTE_SCOPES } from './govern-routes.ts';
import { CannotStart } from './cannot-start.ts';
import type { CorsConfig, Throttling, GatewayRoute } from '@lambda-nest/gateway/model';
import type { Deployment } from './deployment.ts';
import { findServingFunctions, invokedBy } from '../template/find-api-function.ts';
import { joined, resourcesOf, type Named, type Template as StackTemplate } from '../template/template.ts';

type Properties = Record<string, unknown>;

export type Template = {
  Parameters?: Record<string, { Default?: unknown }>;
  Resources: Record<string, { Type: string; Properties?: Properties }>;
};

/**
 * Reads what a packaged CloudFormation template provisions: routes and the functions behind them, CORS, throttling, limits of the
 * function that describes the API.
 *
 * Throws {@link CannotStart} for what the local gateway does not do: another authorizer than JWT, an integration of no function.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGatewayV2.html
 */
export function readTemplate(template: Template): Deployment {
  const all = (type: string): Properties[] =>
    Object.values(template.Resources)
      .filter((resource) => resource.Type === type)
      .map(({ Properties = {} }) => resolve(Properties, template) as Properties);
  const [integration = {}] = all('AWS::ApiGatewayV2::Integration');
  const [api = {}] = all('AWS::ApiGatewayV2::Api');
  const [stage = {}] = all('AWS::ApiGatewayV2::Stage');
  const [authorizer = {}] = all('AWS::ApiGatewayV2::Authorizer');
  const functions = findFunctions(template);
  const [lambda = {}] = functions.map(({ properties }) => resolve(properties, template) as Properties);
  const functionOf = nameFunctions(template, functions);
  return strip({
    routes: resourcesOf(template, 'AWS::ApiGatewayV2::Route').map((route) => ({
      ...readRoute(resolve(route.properties, template) as Properties),
      ...functionOf(route),
    })),
    stage: text(stage['StageName']),
    cors: readCors(api['CorsConfiguration'] as Properties | undefined),
    throttling: readThrottling(stage['DefaultRouteSettings'] as Properties | undefined),
    payloadFormat: integration['PayloadFormatVersion'] === '1.0' ? ('1.0' as const) : ('2.0' as const),
    integrationTimeoutMs: number(integration['TimeoutInMillis']),
    identitySource: text([authorizer['IdentitySource']].flat()[0]),
    memoryMb: number(lambda['MemorySize']),
    functionTimeoutMs: seconds(number(lambda['Timeout'])),
    routeScopes: readScopes(functions.map(({ properties }) => resolve(properties, template) as Properties)),
  });
}

/** The functions behind the gateway, that which describes the API first; where nothing says what the gateway invokes, the first one. */
function findFunctions(template: StackTemplate): readonly Named[] {
  const serving = findServingFunctions(template);
  return serving.length > 0 ? serving : resourcesOf(template, 'AWS::Lambda::Function').slice(0, 1);
}

/**
 * Tells which function a route leads to, as the access table calls it, where it is another one than that which describes the API: the
 * name in the template is `<service>-<stage>-<name>`.
 */
function nameFunctions(
  template: StackTemplate,
  [api, ...others]: readonly Named[],
): (route: Named) => { function?: string } {
  if (others.length === 0) return () => ({});
  const prefix = nameOf(api).replace(/[^-]*$/, '');
  return ({ properties }) => {
    const [, integration = ''] = /\{(\w+)\}$/.exec(joined(properties['Target'])) ?? [];
    const invoked = invokedBy({ properties: template.Resources[integration]?.Properties ?? {} });
    if (invoked !== undefined && invoked === api?.id) return {};
    const other = others.find(({ id }) => id === invoked);
    if (!other)
      throw new CannotStart(
        `${String(properties['RouteKey'])} of the template leads to no function of it (${integration || 'no integration'}).`,
      );
    return { function: nameOf(other).replace(prefix, '') };
  };
}

function nameOf(one: Named | undefined): string {
  return String(one?.properties['FunctionName']);
}

/** Scopes that operators set: each function is told those of its routes. */
function readScopes(functions: readonly Properties[]): string | undefined {
  const told = functions.flatMap(({ Environment }) => {
    const { Variables = {} } = (Environment ?? {}) as { Variables?: Properties };
    return text(Variables[ROUTE_SCOPES]) ?? [];
  });
  return told.length === 0 ? undefined : told.join(',');
}

function readRoute(route: Properties): GatewayRoute {
  const key = String(route['RouteKey']);
  const [method = '', path = key] = key.split(' ');
  const type = route['AuthorizationType'] ?? 'NONE';
  if (type !== 'JWT' && type !== 'NONE') {
    throw new CannotStart(
      `The local gateway knows JWT authorizers only, ${key} has the type ${String(type)}.`,
    );
  }
  const scopes = (route['AuthorizationScopes'] ?? []) as string[];
  return { method, path, authorizer: type === 'JWT', scopes };
}

function readCors(cors: Properties | undefined): CorsConfig | undefined {
  if (!cors) return undefined;
  const list = (name: string): string[] => (cors[name] ?? []) as string[];
  return strip({
    allowOrigins: list('AllowOrigins'),
    allowMethods: list('AllowMethods'),
    allowHeaders: list('AllowHeaders'),
    exposeHeaders: list('ExposeHeaders'),
    allowCredentials: cors['AllowCredentials'] === true,
    maxAge: number(cors['MaxAge']),
  });
}

function readThrottling(settings: Properties = {}): Throttling | undefined {
  const rate = number(settings['ThrottlingRateLimit']);
  const burst = number(settings['ThrottlingBurstLimit']);
  return rate === undefined || burst === undefined ? undefined : { rate, burst };
}

/** Replaces references to parameters by their defaults, however deep. */
function resolve(value: unknown, template: Template): unknown {
  if (Array.isArray(value)) return value.map((one) => resolve(one, template));
  if (typeof value !== 'object' || value === null) return value;
  const reference = (value as { Ref?: unknown }).Ref;
  const parameter = typeof reference === 'string' ? template.Parameters?.[reference] : undefined;
  if (parameter) return parameter.Default;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolve(member, template)]));
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** CloudFormation parameters are text, even where a number is meant. */
function number(value: unknown): number | undefined {
  const found = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

const seconds = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : value * 1000;

function strip<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
