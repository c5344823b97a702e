import { notImplemented } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, list, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import { badRequest, conflict, notFound } from './api-errors.ts';
import { API_ID, type ApiLookup } from './api-operations.ts';
import type { ApiRecords, RouteRecord } from './api-records.ts';
import { makeId } from './make-id.ts';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_ROUTES = 300;
const MAX_SCOPES = 10;
const METHOD = /^(GET|HEAD|OPTIONS|PUT|POST|PATCH|DELETE|ANY)$/;

const SETTINGS = {
  Target: optional(text({ pattern: /^integrations\/\w+$/ })),
  AuthorizationType: optional(oneOf('NONE', 'JWT', 'AWS_IAM', 'CUSTOM')),
  AuthorizerId: optional(text()),
  AuthorizationScopes: optional(list(text({ min: 1, max: 64 }), { max: MAX_SCOPES })),
  OperationName: optional(text({ min: 1, max: 64 })),
  /** Of WebSocket APIs alone; tools send its default. */
  ApiKeyRequired: optional(flag()),
};

/** The operations on routes. */
export function routeOperations(records: ApiRecords, lookup: ApiLookup): Record<string, Operation> {
  const { routes, integrations, authorizers } = records;
  const find = (apiId: string, routeId: string): RouteRecord => {
    const route = routes.get(apiId, routeId);
    if (!route) throw notFound(`Invalid Route identifier specified ${routeId}`);
    return route;
  };

  const check = (apiId: string, route: RouteRecord): void => {
    checkKey(route.RouteKey);
    const same = routes
      .list(apiId)
      .find(({ RouteKey, RouteId }) => RouteKey === route.RouteKey && RouteId !== route.RouteId);
    if (same) throw conflict(`Route with key ${route.RouteKey} already exists for this API`);
    const integrationId = route.Target?.slice('integrations/'.length);
    if (integrationId !== undefined && !integrations.get(apiId, integrationId))
      throw badRequest(`Invalid integration identifier specified in the target: ${integrationId}`);
    const { AuthorizationType, AuthorizerId, AuthorizationScopes = [] } = route;
    if (AuthorizationType === 'JWT') {
      if (AuthorizerId === undefined || !authorizers.get(apiId, AuthorizerId))
        throw badRequest(
          `Invalid authorizer ID specified. The authorizer of ${route.RouteKey} is ${AuthorizerId ?? 'missing'}`,
        );
      return;
    }
    if (AuthorizerId !== undefined)
      throw badRequest('AuthorizerId is only allowed with the authorization types JWT and CUSTOM.');
    if (AuthorizationScopes.length > 0)
      throw badRequest('AuthorizationScopes are only allowed with the authorization type JWT.');
  };

  const byId = structure({ ApiId: API_ID, RouteId: text() });
  return {
    CreateRoute: operation(
      structure({ ...SETTINGS, ApiId: API_ID, RouteKey: text({ min: 1 }) }),
      (input, call) => {
        const { ApiId, AuthorizationType } = input;
        const given = without(input, 'ApiId', 'AuthorizationType', 'ApiKeyRequired');
        lookup.find(ApiId, call);
        if (routes.list(ApiId).length >= MAX_ROUTES)
          throw badRequest(
            `Unable to complete operation due to concurrent modification or quota: an API has up to ${MAX_ROUTES} routes.`,
          );
        const route = { ...given, RouteId: makeId(7), AuthorizationType: typeOf(AuthorizationType, 'NONE') };
        check(ApiId, route);
        routes.put([ApiId, route.RouteId], route);
        return describe(route);
      },
    ),
    UpdateRoute: operation(
      structure({ ...SETTINGS, ApiId: API_ID, RouteId: text(), RouteKey: optional(text({ min: 1 })) }),
      (input, call) => {
        const { ApiId, RouteId, AuthorizationType } = input;
        const given = without(input, 'ApiId', 'AuthorizationType', 'ApiKeyRequired');
        lookup.find(ApiId, call);
        const before = find(ApiId, RouteId);
        const type = typeOf(AuthorizationType, before.AuthorizationType);
        const { AuthorizerId, AuthorizationScopes, ...rest } = before;
        const kept = type === 'JWT' ? { AuthorizerId, AuthorizationScopes } : {};
        const route = dropUndefined({ ...rest, ...kept, ...given, AuthorizationType: type }) as RouteRecord;
        check(ApiId, route);
        routes.put([ApiId, RouteId], route);
        return describe(route);
      },
    ),
    GetRoute: operation(byId, ({ ApiId, RouteId }, call) => {
      lookup.find(ApiId, call);
      return describe(find(ApiId, RouteId));
    }),
    GetRoutes: operation(
      structure({ ApiId: API_ID, MaxResults: optional(text()), NextToken: optional(text()) }),
      ({ ApiId }, call) => {
        lookup.find(ApiId, call);
        return { Items: routes.list(ApiId).map(describe) };
      },
    ),
    DeleteRoute: operation(byId, ({ ApiId, RouteId }, call) => {
      lookup.find(ApiId, call);
      find(ApiId, RouteId);
      routes.delete(ApiId, RouteId);
      return {};
    }),
  };
}

/**
 * Throws AwsError `BadRequestException` for a key that no route can have.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
function checkKey(key: string): void {
  if (key === '$default') return;
  const [method = '', path = '', ...more] = key.split(' ');
  if (more.length > 0 || !METHOD.test(method) || !path.startsWith('/'))
    throw badRequest(
      `The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default": ${key}`,
    );
  const segments = path.slice(1).split('/');
  const isTrailing = path !== '/' && path.endsWith('/');
  if (isTrailing || (path !== '/' && segments.includes('')))
    throw badRequest(`The provided route key is not formatted properly: ${key}`);
  const names = segments.flatMap((segment) => /^\{([\w.-]+)(\+?)\}$/.exec(segment)?.[1] ?? []);
  if (new Set(names).size < names.length)
    throw badRequest(`The path variables of ${key} must have different names.`);
  const isBroken = segments.some((segment) => /[{}]/.test(segment) && !/^\{[\w.-]+\+?\}$/.test(segment));
  const isGreedyInside = segments.slice(0, -1).some((segment) => segment.endsWith('+}'));
  if (isBroken || isGreedyInside)
    throw badRequest(
      `The path of ${key} has a variable that is no whole segment, or a greedy one that is not the last.`,
    );
}

function describe(route: RouteRecord): object {
  return { ApiKeyRequired: false, ...route };
}

function dropUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<T>;
}

function typeOf(
  given: string | undefined,
  before: RouteRecord['AuthorizationType'],
): RouteRecord['AuthorizationType'] {
  if (given === 'AWS_IAM' || given === 'CUSTOM')
    throw notImplemented(`the authorization type ${given} of routes`);
  return given === 'JWT' || given === 'NONE' ? given : before;
}
