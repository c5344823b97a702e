import {
  createJwtAuthorizer,
  type JwtAuthorizer,
  type KeyStore,
  type CorsConfig,
  routeKeyOf,
  type GatewayRoute,
  createRouter,
} from '@lambda-nest/gateway/model';
import type { Api, Integration } from '../../../gateway/api.ts';
import type { FunctionRunner } from '../../../gateway/function-runner.ts';
import { readFunctionArn } from '../integration-operations.ts';
import {
  takeSnapshot,
  type ApiRecord,
  type ApiRecords,
  type Cors,
  type RouteRecord,
  type StageRecord,
} from '../api-records.ts';
import type { Throttles } from './create-throttles.ts';

export type BuildParts = {
  records: ApiRecords;
  accountId: string;
  throttles: Throttles;
  /** The keys of an issuer, fetched once for all authorizers. */
  keysOf(issuer: string): KeyStore;
  /** Runs a function for a route of an API at a stage. */
  runnerFor(functionArn: string, sourceArn: string): FunctionRunner;
};

/** What does not depend on how a stage is looked at. */
export type BuiltApi = Omit<Api, 'locate' | 'explainNoApi' | 'takesHost' | 'port' | 'identity'>;

type Known = { route: GatewayRoute; record: RouteRecord };

/** Puts a stage of an API to work: its own deployment, or what the API has by now when it deploys itself. */
export function buildApi(api: ApiRecord, stage: StageRecord, parts: BuildParts): BuiltApi {
  const { records, accountId, throttles, keysOf, runnerFor } = parts;
  const { ApiId, region } = api;
  const deployment =
    stage.DeploymentId === undefined ? undefined : records.deployments.get(ApiId, stage.DeploymentId);
  const empty = { routes: [], integrations: [], authorizers: [] };
  const snapshot = stage.AutoDeploy ? takeSnapshot(records, ApiId) : (deployment?.snapshot ?? empty);

  const known = new Map<string, Known>();
  for (const record of snapshot.routes) {
    const route = toGatewayRoute(record);
    known.set(routeKeyOf(route), { route, record });
  }
  const recordOf = (route: GatewayRoute): RouteRecord | undefined => known.get(routeKeyOf(route))?.record;

  const authorizers = new Map(
    snapshot.authorizers.map(({ AuthorizerId, IdentitySource, JwtConfiguration }) => {
      const { Issuer: issuer, Audience: audience } = JwtConfiguration;
      const authorizer = createJwtAuthorizer({ issuer, audience }, keysOf(issuer));
      const [identitySource] = IdentitySource;
      return [AuthorizerId, { authorizer, ...(identitySource !== undefined && { identitySource }) }] as const;
    }),
  );
  const integrationFor = (record: RouteRecord): Integration => {
    const id = record.Target?.slice('integrations/'.length);
    const integration = snapshot.integrations.find(({ IntegrationId }) => IntegrationId === id);
    if (!integration) return { runner: WITHOUT_TARGET };
    const routePath = record.RouteKey === '$default' ? '/$default' : `/${record.RouteKey.replace(' ', '')}`;
    const sourceArn = `arn:aws:execute-api:${region}:${accountId}:${ApiId}/${stage.StageName}${routePath}`;
    return {
      runner: runnerFor(readFunctionArn(integration.IntegrationUri), sourceArn),
      payloadFormat: integration.PayloadFormatVersion,
      timeoutMs: integration.TimeoutInMillis,
    };
  };
  const integrations = new Map(snapshot.routes.map((record) => [record.RouteKey, integrationFor(record)]));

  return {
    stage: stage.StageName,
    ...(Object.keys(stage.StageVariables ?? {}).length > 0 && { stageVariables: stage.StageVariables ?? {} }),
    match: createRouter([...known.values()].map(({ route }) => route)),
    cors: toCorsConfig(api.CorsConfiguration),
    authorizerOf(route): { authorizer: JwtAuthorizer; identitySource?: string } | undefined {
      const { AuthorizerId = '' } = recordOf(route) ?? {};
      return authorizers.get(AuthorizerId);
    },
    integrationOf: (route) => integrations.get(routeKeyOf(route)) ?? { runner: WITHOUT_TARGET },
    mayPass: (route) => throttles.mayPass(ApiId, stage, routeKeyOf(route)),
  };
}

/** Assumed: a route without an integration replies as one whose function failed. */
const WITHOUT_TARGET: FunctionRunner = {
  invoke: async () => ({ ok: false, reason: 'the route has no integration' }),
};

function toGatewayRoute({
  RouteKey,
  AuthorizationType,
  AuthorizationScopes = [],
}: RouteRecord): GatewayRoute {
  const [method = '', path = RouteKey] = RouteKey.split(' ');
  return { method, path, authorizer: AuthorizationType === 'JWT', scopes: AuthorizationScopes };
}

function toCorsConfig(cors: Cors | undefined): CorsConfig | undefined {
  if (!cors) return undefined;
  return {
    allowOrigins: cors.AllowOrigins ?? [],
    allowMethods: cors.AllowMethods ?? [],
    allowHeaders: cors.AllowHeaders ?? [],
    exposeHeaders: cors.ExposeHeaders ?? [],
    allowCredentials: cors.AllowCredentials ?? false,
    ...(cors.MaxAge !== undefined && { maxAge: cors.MaxAge }),
  };
}
