import { logicalIdOf } from '../contract/render/routes-yml.ts';
import type { ContractSettings } from '../function/contract-settings.ts';
import { findServingFunctions } from './find-api-function.ts';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ExpectedRoute } from './read-expected-routes.ts';
import {
  violationsAbout,
  joined,
  referenceOf,
  resourcesOf,
  type Named,
  type Resource,
  type Template,
} from './template.ts';

/** Gateway variables that hold what a caller sent as a whole: tokens, headers, bodies. */
const SECRETS =
  /\$context\.authorizer\.(?!claims\.sub\b|error\b)|authorization\b|\$request|\$context\.path|userAgent/i;

type Throttled = Pick<ContractSettings, 'throttled'>;

type Throttle = { ThrottlingRateLimit?: number; ThrottlingBurstLimit?: number };

/** What is wrong with the stage: throttling, the access log, CORS, and who may invoke the function through it. */
export function findStageViolations(
  template: Template,
  routes: readonly ExpectedRoute[],
  settings: Throttled,
): readonly string[] {
  const [stage, ...more] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
  if (!stage || more.length > 0) return ['The template must have one stage.'];
  return [
    ...(stage.properties['AutoDeploy'] === true
      ? []
      : [`${stage.id} must deploy by itself, or a change of routes changes nothing.`]),
    ...throttleViolations(stage, routes, settings),
    ...logViolations(stage, template),
    ...corsViolations(template),
    ...permissionViolations(template, String(stage.properties['StageName'])),
  ];
}

function throttleViolations(
  { id, resource, properties }: Named,
  routes: readonly ExpectedRoute[],
  settings: Throttled,
): readonly string[] {
  const { DefaultRouteSettings = {}, RouteSettings = {} } = properties as {
    DefaultRouteSettings?: Throttle;
    RouteSettings?: Record<string, Throttle>;
  };
  const known = new Set(routes.map(routeKeyOf));
  const strangers = Object.keys(RouteSettings).filter((key) => !known.has(key));
  return [
    ...violationsAbout(id, [
      !isThrottled(DefaultRouteSettings) && 'must throttle the whole API.',
      strangers.length > 0 && `has settings for ${strangers.join(', ')}, which the deployment does not have.`,
    ]),
    ...routes.flatMap((route) =>
      routeThrottleViolations(id, route, RouteSettings[routeKeyOf(route)], { resource, settings }),
    ),
  ];
}

/** A route that the contract throttles has exactly those limits, and is there before the stage names it. */
function routeThrottleViolations(
  id: string,
  route: ExpectedRoute,
  found: Throttle | undefined,
  { resource: { DependsOn = [] }, settings }: Readonly<{ resource: Resource; settings: Throttled }>,
): readonly string[] {
  const key = routeKeyOf(route);
  const limit = settings.throttled[key];
  if (!limit) return [];
  const { rate, burst } = limit;
  return violationsAbout(id, [
    !(found?.ThrottlingRateLimit === rate && found.ThrottlingBurstLimit === burst) &&
      `must throttle ${key} to ${rate} requests a second and ${burst} at once, as function.config.ts or the parameter routeThrottles says.`,
    ![DependsOn].flat().includes(logicalIdOf(route)) &&
      `must depend on the route ${key}, whose throttling it sets.`,
  ]);
}

function isThrottled({ ThrottlingRateLimit = 0, ThrottlingBurstLimit = 0 }: Throttle): boolean {
  return Number(ThrottlingRateLimit) > 0 && Number(ThrottlingBurstLimit) > 0;
}

function logViolations({ id, properties }: Named, template: Template): readonly string[] {
  const { Format = '', DestinationArn } = (properties['AccessLogSettings'] ?? {}) as {
    Format?: string;
    DestinationArn?: unknown;
  };
  const group = template.Resources[referenceOf(DestinationArn) ?? ''];
  return violationsAbout(id, [
    !isJsonLine(Format) && 'must write an access log of one JSON object a line.',
    SECRETS.test(Format) && 'must not log tokens, claims, or what callers write as they like.',
    group?.Type !== 'AWS::Logs::LogGroup' && 'must write its access log to a log group of the template.',
    !String(group?.Properties?.['LogGroupName']).startsWith('/aws/vendedlogs/') &&
      'must write its access log to a log group below /aws/vendedlogs/: others share one resource policy of limited size.',
  ]);
}

function isJsonLine(format: string): boolean {
  if (format.includes('\n')) return false;
  try {
    return typeof JSON.parse(format) === 'object';
  } catch {
    return false;
  }
}

function corsViolations(template: Template): readonly string[] {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Api').flatMap(({ id, properties }) => {
    const cors = properties['CorsConfiguration'] as
      { AllowOrigins?: string[]; AllowCredentials?: boolean } | undefined;
    if (!cors) return [];
    const { AllowOrigins = [], AllowCredentials = false } = cors;
    return violationsAbout(id, [
      (AllowOrigins.length === 0 || AllowOrigins.some((origin) => origin.includes('*'))) &&
        'must name the origins it lets in.',
      AllowCredentials && 'must not let browsers send cookies: tokens are all it takes.',
    ]);
  });
}

/** The functions behind the gateway may be invoked by this API at this stage, and by no other service. */
function permissionViolations(template: Template, stage: string): readonly string[] {
  const [api] = resourcesOf(template, 'AWS::ApiGatewayV2::Api');
  const expected = `arn:{AWS::Partition}:execute-api:{AWS::Region}:{AWS::AccountId}:{${api?.id}}/${stage}/*`;
  const all = resourcesOf(template, 'AWS::Lambda::Permission');
  return findServingFunctions(template).flatMap(({ id: lambda }) => {
    const permissions = all.filter(({ properties }) =>
      joined(properties['FunctionName']).startsWith(`{${lambda}}`),
    );
    if (permissions.length === 0) return [`The gateway has no permission to invoke ${lambda}.`];
    return permissions.flatMap(({ id, properties }) =>
      violationsAbout(id, [
        properties['Principal'] !== 'apigateway.amazonaws.com' && 'must be for API Gateway alone.',
        properties['Action'] !== 'lambda:InvokeFunction' && 'must allow lambda:InvokeFunction alone.',
        joined(properties['SourceArn']) !== expected && 'must be restricted to this API and its stage.',
      ]),
    );
  });
}
