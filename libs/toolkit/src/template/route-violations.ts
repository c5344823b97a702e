import { routeKeyOf } from '@lambda-nest/gateway/model';
import { findApiFunction, findIntegration } from './find-api-function.ts';
import type { ExpectedRoute } from './read-expected-routes.ts';
import { violationsAbout, joined, referenceOf, resourcesOf, type Named, type Template } from './template.ts';

/** Logical ids of the functions that serve an API, by their names. */
export type FunctionIds = Readonly<Record<string, string>>;

/** Where the routes of the template are not those of the application, each with its authorizer and its scopes. */
export function findRouteViolations(
  template: Template,
  expected: readonly ExpectedRoute[],
  { isAuthorizerOff = false, functions = {} }: { isAuthorizerOff?: boolean; functions?: FunctionIds } = {},
): readonly string[] {
  const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route');
  const keys = new Set(expected.map(routeKeyOf));
  const unknown = routes.filter(({ properties }) => !keys.has(String(properties['RouteKey'])));
  return [
    ...unknown.map(
      ({ id, properties }) =>
        `${id} routes ${String(properties['RouteKey'])}, which the deployment does not have.`,
    ),
    ...expected.flatMap((route) => violationsOf(template, route, { routes, functions })),
    ...(isAuthorizerOff ? strayAuthorizers(template) : authorizerViolations(template)),
  ];
}

function violationsOf(
  template: Template,
  expected: ExpectedRoute,
  { routes, functions }: Readonly<{ routes: readonly Named[]; functions: FunctionIds }>,
): readonly string[] {
  const key = routeKeyOf(expected);
  const [route, ...more] = routes.filter(({ properties }) => properties['RouteKey'] === key);
  if (!route) return [`${key} is a route of the deployment and not of the template.`];
  const { authorizer, scopes } = expected.gateway;
  const {
    AuthorizationType,
    AuthorizerId,
    AuthorizationScopes = [],
    OperationName,
    Target,
  } = route.properties;
  const type = AuthorizationType ?? 'NONE';
  const isJwt = type === 'JWT' && isAuthorizer(template, referenceOf(AuthorizerId));
  const isAsked = authorizer ? isJwt : type === 'NONE' && AuthorizerId === undefined;
  const { function: name } = expected;
  const lambda = name === undefined ? findApiFunction(template)?.id : functions[name];
  const integration = findIntegration(template, lambda);
  return violationsAbout(`${route.id} (${key})`, [
    more.length > 0 && 'is there more than once.',
    !isAsked &&
      (authorizer ? 'must have the JWT authorizer, and has not.' : 'is public, and must have no authorizer.'),
    JSON.stringify(AuthorizationScopes) !== JSON.stringify(scopes) &&
      `must ask for ${scopes.length === 0 ? 'no scope' : `one of the scopes ${scopes.join(', ')}`}.`,
    OperationName !== expected.operationName && `must have the operation name ${expected.operationName}.`,
    joined(Target) !== `integrations/{${integration?.id}}` &&
      `must go to the function${name === undefined ? '' : ` ${name}`}.`,
  ]);
}

function isAuthorizer(template: Template, id: string | undefined): boolean {
  return id !== undefined && template.Resources[id]?.Type === 'AWS::ApiGatewayV2::Authorizer';
}

function authorizerViolations(template: Template): readonly string[] {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer').flatMap(({ id, properties }) => {
    const { Issuer = '', Audience = [] } = (properties['JwtConfiguration'] ?? {}) as {
      Issuer?: string;
      Audience?: string[];
    };
    return violationsAbout(id, [
      properties['AuthorizerType'] !== 'JWT' && 'must be a JWT authorizer.',
      String(properties['IdentitySource']) !== '$request.header.Authorization' &&
        'must read the token from the Authorization header alone, as the application does.',
      (!/^https:\/\/[^/]+\.[^/]+/.test(Issuer) || /localhost|127\.0\.0\.1|\[::1\]/.test(Issuer)) &&
        'must have an issuer on the internet, by https.',
      (Audience.length === 0 || Audience.includes('')) && 'must name the audiences of the tokens.',
    ]);
  });
}

function strayAuthorizers(template: Template): readonly string[] {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer').map(
    ({ id }) => `${id} must not be there: the parameter gatewayAuthorizer is off.`,
  );
}
