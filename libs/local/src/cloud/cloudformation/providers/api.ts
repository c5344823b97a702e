import { pick } from './lambda-function.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { removedTags, tagsOf } from './tags.ts';

const SETTINGS = [
  'Name',
  'CorsConfiguration',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'RouteSelectionExpression',
  'Version',
];

export const api: Provider = {
  type: 'AWS::ApiGatewayV2::Api',
  properties: [...SETTINGS, 'ProtocolType', 'Tags'],
  async create(properties, { call }) {
    const created = await call('apigateway', 'CreateApi', {
      ...pick(properties, [...SETTINGS, 'ProtocolType']),
      Tags: tagsOf(properties['Tags']),
    });
    const { ApiId, ApiEndpoint } = created;
    return { physicalId: String(ApiId), attributes: { ApiId, ApiEndpoint } };
  },
  async update(ApiId, properties, before, context) {
    if (before['CorsConfiguration'] !== undefined)
      await context.call('apigateway', 'DeleteCorsConfiguration', { ApiId });
    const removed = before['DisableExecuteApiEndpoint'] !== undefined && { DisableExecuteApiEndpoint: false };
    await context.call('apigateway', 'UpdateApi', { ApiId, ...removed, ...pick(properties, SETTINGS) });
    await putTags(`arn:aws:apigateway:${context.region}::/apis/${ApiId}`, properties, before, context);
    return undefined;
  },
  async delete(ApiId, _properties, { call }) {
    await call('apigateway', 'DeleteApi', { ApiId });
  },
};

export async function putTags(
  ResourceArn: string,
  properties: Properties,
  before: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const removed = removedTags(before, properties);
  if (removed.length > 0) await call('apigateway', 'UntagResource', { ResourceArn, TagKeys: removed });
  await call('apigateway', 'TagResource', { ResourceArn, Tags: tagsOf(properties['Tags']) });
}
