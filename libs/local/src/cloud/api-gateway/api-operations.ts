import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, list, map, number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { badRequest, notFound } from './api-errors.ts';
import type { ApiRecord, ApiRecords, Cors } from './api-records.ts';
import { makeId } from './make-id.ts';

export const TAGS = optional(map(text({ max: 1600 })));
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE', '*'] as const;
const CORS = optional(
  structure({
    AllowCredentials: optional(flag()),
    AllowHeaders: optional(list(text())),
    AllowMethods: optional(list(oneOf(...METHODS))),
    AllowOrigins: optional(list(text())),
    ExposeHeaders: optional(list(text())),
    MaxAge: optional(number({ min: -1, max: 86_400 })),
  }),
);

/** Settings that an HTTP API is created with and changed to. */
const SETTINGS = {
  CorsConfiguration: CORS,
  Description: optional(text({ max: 1024 })),
  DisableExecuteApiEndpoint: optional(flag()),
  DisableSchemaValidation: optional(flag()),
  IpAddressType: optional(oneOf('ipv4', 'dualstack')),
  RouteSelectionExpression: optional(
    oneOf('$request.method $request.path', '${request.method} ${request.path}'),
  ),
  ApiKeySelectionExpression: optional(text()),
  Version: optional(text({ max: 64 })),
};

export const API_ID = text({ min: 1 });

export type ApiLookup = {
  /** Throws AwsError `NotFoundException`. */
  find(apiId: string, call: Pick<Call, 'region'>): ApiRecord;
};

export function createApiLookup({ apis }: ApiRecords): ApiLookup {
  return {
    find(apiId, { region }) {
      const api = apis.get(apiId);
      if (!api || api.region !== region) throw notFound(`Invalid API identifier specified ${apiId}`);
      return api;
    },
  };
}

/**
 * The operations on APIs themselves.
 *
 * @param endpointOf address at which an API is served
 */
export function apiOperations(
  records: ApiRecords,
  lookup: ApiLookup,
  endpointOf: (apiId: string) => string,
): Record<string, Operation> {
  const { apis } = records;
  const describe = ({ CorsConfiguration, Tags, region: _region, ...api }: ApiRecord): object => ({
    ...api,
    ProtocolType: 'HTTP',
    ApiEndpoint: endpointOf(api.ApiId),
    ApiKeySelectionExpression: '$request.header.x-api-key',
    IpAddressType: 'ipv4',
    ...(CorsConfiguration && { CorsConfiguration }),
    Tags: new Map(Object.entries(Tags)),
  });
  const byId = structure({ ApiId: API_ID });
  return {
    CreateApi: operation(
      structure({ ...SETTINGS, Name: text({ min: 1, max: 128 }), ProtocolType: oneOf('HTTP'), Tags: TAGS }),
      (input, { region }) => {
        const {
          Name,
          CorsConfiguration,
          Description,
          Version,
          DisableExecuteApiEndpoint = false,
          Tags = {},
        } = input;
        checkCors(CorsConfiguration);
        const api: ApiRecord = {
          ApiId: makeId(10),
          region,
          Name,
          DisableExecuteApiEndpoint,
          RouteSelectionExpression: '$request.method $request.path',
          CreatedDate: new Date().toISOString(),
          Tags,
          ...(Description !== undefined && { Description }),
          ...(Version !== undefined && { Version }),
          ...(CorsConfiguration && { CorsConfiguration }),
        };
        apis.put([api.ApiId], api);
        return describe(api);
      },
    ),
    GetApi: operation(byId, ({ ApiId }, call) => describe(lookup.find(ApiId, call))),
    GetApis: operation(
      structure({ MaxResults: optional(text()), NextToken: optional(text()) }),
      (_input, { region }) => ({
        Items: apis
          .list()
          .filter((api) => api.region === region)
          .map(describe),
      }),
    ),
    UpdateApi: operation(
      structure({ ...SETTINGS, ApiId: API_ID, Name: optional(text({ min: 1, max: 128 })) }),
      ({ ApiId, ...changes }, call) => {
        const api = lookup.find(ApiId, call);
        checkCors(changes.CorsConfiguration);
        const { Name, Description, Version, CorsConfiguration, DisableExecuteApiEndpoint } = changes;
        const changed: ApiRecord = {
          ...api,
          ...(Name !== undefined && { Name }),
          ...(Description !== undefined && { Description }),
          ...(Version !== undefined && { Version }),
          ...(CorsConfiguration && { CorsConfiguration }),
          ...(DisableExecuteApiEndpoint !== undefined && { DisableExecuteApiEndpoint }),
        };
        apis.put([ApiId], changed);
        return describe(changed);
      },
    ),
    DeleteCorsConfiguration: operation(byId, ({ ApiId }, call) => {
      const { CorsConfiguration: _, ...api } = lookup.find(ApiId, call);
      apis.put([ApiId], api);
      return {};
    }),
    DeleteApi: operation(byId, ({ ApiId }, call) => {
      lookup.find(ApiId, call);
      const { routes, integrations, authorizers, stages, deployments, mappings, domains } = records;
      const isMapped = domains
        .list()
        .some(({ DomainName }) => mappings.list(DomainName).some((one) => one.ApiId === ApiId));
      if (isMapped) throw badRequest(`Deleting API '${ApiId}' is not allowed because it has API mappings.`);
      for (const { RouteId } of routes.list(ApiId)) routes.delete(ApiId, RouteId);
      for (const { IntegrationId } of integrations.list(ApiId)) integrations.delete(ApiId, IntegrationId);
      for (const { AuthorizerId } of authorizers.list(ApiId)) authorizers.delete(ApiId, AuthorizerId);
      for (const { StageName } of stages.list(ApiId)) stages.delete(ApiId, StageName);
      for (const { DeploymentId } of deployments.list(ApiId)) deployments.delete(ApiId, DeploymentId);
      apis.delete(ApiId);
      return {};
    }),
  };
}

function checkCors(cors: Cors | undefined): void {
  if (
    cors?.AllowCredentials &&
    [cors.AllowOrigins, cors.AllowHeaders, cors.AllowMethods].flat().includes('*')
  )
    throw badRequest('Invalid CORS configuration: * is not allowed together with AllowCredentials.');
  const odd = cors?.AllowOrigins?.find(
    (origin) => origin !== '*' && !/^[a-z][a-z0-9+.-]*:\/\/[^/]+$/i.test(origin),
  );
  if (odd !== undefined) throw badRequest(`Invalid format for origin: ${odd}`);
}
