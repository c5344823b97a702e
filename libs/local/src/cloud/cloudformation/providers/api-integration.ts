import { pick } from './lambda-function.ts';
import type { Provider } from './provider.ts';

const SETTINGS = [
  'ConnectionType',
  'Description',
  'IntegrationMethod',
  'IntegrationUri',
  'PayloadFormatVersion',
  'TimeoutInMillis',
];

export const apiIntegration: Provider = {
  type: 'AWS::ApiGatewayV2::Integration',
  properties: [...SETTINGS, 'ApiId', 'IntegrationType'],
  async create(properties, { call }) {
    const { IntegrationId } = await call(
      'apigateway',
      'CreateIntegration',
      pick(properties, [...SETTINGS, 'ApiId', 'IntegrationType']),
    );
    return { physicalId: String(IntegrationId), attributes: { IntegrationId } };
  },
  async update(IntegrationId, properties, _before, { call }) {
    const input = pick(properties, [...SETTINGS, 'ApiId', 'IntegrationType']);
    await call('apigateway', 'UpdateIntegration', { TimeoutInMillis: 30_000, ...input, IntegrationId });
    return undefined;
  },
  async delete(IntegrationId, { ApiId }, { call }) {
    await call('apigateway', 'DeleteIntegration', { ApiId, IntegrationId });
  },
};
