import { pick } from './lambda-function.ts';
import type { Provider } from './provider.ts';

const SETTINGS = ['ApiId', 'DomainName', 'Stage', 'ApiMappingKey'];

export const apiMapping: Provider = {
  type: 'AWS::ApiGatewayV2::ApiMapping',
  properties: SETTINGS,
  async create(properties, { call }) {
    const { ApiMappingId } = await call('apigateway', 'CreateApiMapping', pick(properties, SETTINGS));
    return { physicalId: String(ApiMappingId), attributes: { ApiMappingId } };
  },
  async update(ApiMappingId, properties, _before, { call }) {
    await call('apigateway', 'UpdateApiMapping', {
      ApiMappingKey: '',
      ...pick(properties, SETTINGS),
      ApiMappingId,
    });
    return undefined;
  },
  async delete(ApiMappingId, { DomainName }, { call }) {
    await call('apigateway', 'DeleteApiMapping', { DomainName, ApiMappingId });
  },
};
