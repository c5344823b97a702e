import { putTags } from './api.ts';
import { pick } from './lambda-function.ts';
import type { Properties, Provider } from './provider.ts';
import { tagsOf } from './tags.ts';

const SETTINGS = [
  'AccessLogSettings',
  'AutoDeploy',
  'DefaultRouteSettings',
  'DeploymentId',
  'Description',
  'RouteSettings',
  'StageVariables',
];

export const apiStage: Provider = {
  type: 'AWS::ApiGatewayV2::Stage',
  nameProperty: 'StageName',
  properties: [...SETTINGS, 'ApiId', 'StageName', 'Tags'],
  async create(properties, { call }) {
    const input = pick(properties, [...SETTINGS, 'ApiId', 'StageName']);
    await call('apigateway', 'CreateStage', { ...input, Tags: tagsOf(properties['Tags']) });
    return { physicalId: String(properties['StageName']) };
  },
  async update(StageName, properties, before, context) {
    const { call } = context;
    const { ApiId } = properties;
    const kept = (properties['RouteSettings'] ?? {}) as object;
    for (const RouteKey of Object.keys((before['RouteSettings'] ?? {}) as object)) {
      if (!Object.hasOwn(kept, RouteKey))
        await call('apigateway', 'DeleteRouteSettings', { ApiId, StageName, RouteKey });
    }
    if (before['AccessLogSettings'] !== undefined && properties['AccessLogSettings'] === undefined)
      await call('apigateway', 'DeleteAccessLogSettings', { ApiId, StageName });
    await call('apigateway', 'UpdateStage', {
      ApiId,
      StageName,
      ...emptied(before),
      ...pick(properties, SETTINGS),
    });
    await putTags(
      `arn:aws:apigateway:${context.region}::/apis/${String(ApiId)}/stages/${StageName}`,
      properties,
      before,
      context,
    );
    return undefined;
  },
  async delete(StageName, { ApiId }, { call }) {
    await call('apigateway', 'DeleteStage', { ApiId, StageName });
  },
};

/** What a setting is again when it is taken out of the template. */
function emptied(before: Properties): Properties {
  const empty = { AutoDeploy: false, DefaultRouteSettings: {}, StageVariables: {}, Description: '' };
  return Object.fromEntries(Object.entries(empty).filter(([name]) => before[name] !== undefined));
}
