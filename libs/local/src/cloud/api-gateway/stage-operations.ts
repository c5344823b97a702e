import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, map, number, optional, structure, text } from '../endpoint/shape.ts';
import { badRequest, conflict, notFound } from './api-errors.ts';
import { API_ID, TAGS, type ApiLookup } from './api-operations.ts';
import type { ApiRecords, RouteSettings, StageRecord } from './api-records.ts';

const STAGE_NAME = text({ min: 1, max: 128, pattern: /^(\$default|[\w-]+)$/ });
const ROUTE_SETTINGS = structure({
  DetailedMetricsEnabled: optional(flag()),
  ThrottlingBurstLimit: optional(number({ min: 0 })),
  ThrottlingRateLimit: optional(number({ min: 0, isInteger: false })),
  // Of WebSocket APIs alone; tools send their empty values for HTTP APIs too.
  DataTraceEnabled: optional(flag()),
  LoggingLevel: optional(text()),
});
const SETTINGS = {
  AutoDeploy: optional(flag()),
  DeploymentId: optional(text()),
  Description: optional(text({ max: 1024 })),
  DefaultRouteSettings: optional(ROUTE_SETTINGS),
  RouteSettings: optional(map(ROUTE_SETTINGS)),
  AccessLogSettings: optional(
    structure({ DestinationArn: optional(text()), Format: optional(text({ max: 3072 })) }),
  ),
  StageVariables: optional(map(text({ max: 2048, pattern: /^[A-Za-z0-9\-._~:/?#&=,]*$/ }))),
};

/** The operations on stages. */
export function stageOperations(records: ApiRecords, lookup: ApiLookup): Record<string, Operation> {
  const { stages, routes, deployments, mappings, domains } = records;
  const find = (apiId: string, name: string): StageRecord => {
    const stage = stages.get(apiId, name);
    if (!stage) throw notFound('Invalid stage identifier specified');
    return stage;
  };

  const check = (apiId: string, stage: StageRecord): void => {
    const keys = new Set(routes.list(apiId).map(({ RouteKey }) => RouteKey));
    const missing = Object.keys(stage.RouteSettings).find((key) => !keys.has(key));
    if (missing !== undefined)
      throw notFound(`Unable to find Route by key ${missing} within the provided RouteSettings`);
    for (const settings of [stage.DefaultRouteSettings, ...Object.values(stage.RouteSettings)]) {
      const { ThrottlingBurstLimit: burst, ThrottlingRateLimit: rate } = settings;
      if ((burst === undefined) !== (rate === undefined))
        throw badRequest('ThrottlingBurstLimit and ThrottlingRateLimit must be set together.');
    }
    const { DestinationArn, Format } = stage.AccessLogSettings ?? {};
    if (
      DestinationArn !== undefined &&
      !/^arn:[\w-]+:logs:[\w-]+:\d{12}:log-group:[^:]+(:\*)?$/.test(DestinationArn)
    )
      throw badRequest(`The destination of the access log is no log group: ${DestinationArn}`);
    if (Format !== undefined && /\n./s.test(Format))
      throw badRequest(
        'Access Log format must be single line, new line character is allowed only at end of the format',
      );
    if (Format !== undefined && !/\$context\.(requestId|extendedRequestId)\b/.test(Format))
      throw badRequest(
        'AccessLogFormat must contain at least $context.requestId or $context.extendedRequestId',
      );
    if (stage.DeploymentId !== undefined && !deployments.get(apiId, stage.DeploymentId))
      throw notFound(`Invalid deployment identifier specified: ${stage.DeploymentId}`);
  };

  const byName = structure({ ApiId: API_ID, StageName: STAGE_NAME });
  return {
    CreateStage: operation(
      structure({ ...SETTINGS, ApiId: API_ID, StageName: STAGE_NAME, Tags: TAGS }),
      ({ ApiId, StageName, ...given }, call) => {
        lookup.find(ApiId, call);
        if (stages.get(ApiId, StageName)) throw conflict('Stage already exists');
        const now = new Date().toISOString();
        const {
          AutoDeploy = false,
          DefaultRouteSettings = {},
          RouteSettings = {},
          Tags = {},
          ...rest
        } = given;
        if (AutoDeploy && rest.DeploymentId !== undefined)
          throw badRequest('Deployment ID cannot be set on a stage with AutoDeploy.');
        const stage: StageRecord = {
          ...rest,
          StageName,
          AutoDeploy,
          DefaultRouteSettings: settingsOf(DefaultRouteSettings),
          RouteSettings: mapSettings(RouteSettings),
          CreatedDate: now,
          LastUpdatedDate: now,
          Tags,
        };
        check(ApiId, stage);
        stages.put([ApiId, StageName], stage);
        return describe(stage);
      },
    ),
    UpdateStage: operation(
      structure({ ...SETTINGS, ApiId: API_ID, StageName: STAGE_NAME }),
      ({ ApiId, StageName, DefaultRouteSettings, RouteSettings, ...changes }, call) => {
        lookup.find(ApiId, call);
        const before = find(ApiId, StageName);
        const stage: StageRecord = {
          ...before,
          ...changes,
          ...(DefaultRouteSettings && { DefaultRouteSettings: settingsOf(DefaultRouteSettings) }),
          ...(RouteSettings && { RouteSettings: { ...before.RouteSettings, ...mapSettings(RouteSettings) } }),
          LastUpdatedDate: new Date().toISOString(),
        };
        check(ApiId, stage);
        stages.put([ApiId, StageName], stage);
        return describe(stage);
      },
    ),
    GetStage: operation(byName, ({ ApiId, StageName }, call) => {
      lookup.find(ApiId, call);
      return describe(find(ApiId, StageName));
    }),
    GetStages: operation(
      structure({ ApiId: API_ID, MaxResults: optional(text()), NextToken: optional(text()) }),
      ({ ApiId }, call) => {
        lookup.find(ApiId, call);
        return { Items: stages.list(ApiId).map(describe) };
      },
    ),
    DeleteStage: operation(byName, ({ ApiId, StageName }, call) => {
      lookup.find(ApiId, call);
      find(ApiId, StageName);
      const isMapped = domains
        .list()
        .some(({ DomainName }) =>
          mappings.list(DomainName).some((one) => one.ApiId === ApiId && one.Stage === StageName),
        );
      if (isMapped)
        throw badRequest('Cannot delete stage because it has API mappings. Remove all API mappings first.');
      stages.delete(ApiId, StageName);
      return {};
    }),
    DeleteRouteSettings: operation(
      structure({ ApiId: API_ID, StageName: STAGE_NAME, RouteKey: text() }),
      ({ ApiId, StageName, RouteKey }, call) => {
        lookup.find(ApiId, call);
        const stage = find(ApiId, StageName);
        const { [RouteKey]: removed, ...RouteSettings } = stage.RouteSettings;
        if (!removed)
          throw notFound(`Unable to find Route by key ${RouteKey} within the provided RouteSettings`);
        stages.put([ApiId, StageName], { ...stage, RouteSettings });
        return {};
      },
    ),
    DeleteAccessLogSettings: operation(byName, ({ ApiId, StageName }, call) => {
      lookup.find(ApiId, call);
      const { AccessLogSettings: _, ...stage } = find(ApiId, StageName);
      stages.put([ApiId, StageName], stage);
      return {};
    }),
  };
}

type GivenSettings = RouteSettings & { DataTraceEnabled?: boolean; LoggingLevel?: string };

function settingsOf({ DataTraceEnabled, LoggingLevel, ...settings }: GivenSettings): RouteSettings {
  if (DataTraceEnabled || (LoggingLevel !== undefined && LoggingLevel !== 'OFF'))
    throw badRequest('Execution logs are not supported on protocolType HTTP');
  return settings;
}

function mapSettings(all: Readonly<Record<string, GivenSettings>>): Record<string, RouteSettings> {
  return Object.fromEntries(Object.entries(all).map(([key, settings]) => [key, settingsOf(settings)]));
}

function describe({ RouteSettings, StageVariables, Tags, ...stage }: StageRecord): object {
  return {
    ...stage,
    RouteSettings: new Map(Object.entries(RouteSettings)),
    StageVariables: new Map(Object.entries(StageVariables ?? {})),
    Tags: new Map(Object.entries(Tags)),
  };
}
