import { pick } from './lambda-function.ts';
import type { Properties, Provider } from './provider.ts';

const SETTINGS = ['RouteKey', 'Target', 'AuthorizerId', 'OperationName', 'ApiKeyRequired'];

export const apiRoute: Provider = {
  type: 'AWS::ApiGatewayV2::Route',
  properties: [...SETTINGS, 'ApiId', 'AuthorizationType', 'AuthorizationScopes'],
  async create(properties, { call }) {
    const { RouteId } = await call('apigateway', 'CreateRoute', {
      ApiId: properties['ApiId'],
      ...settingsOf(properties),
    });
    return { physicalId: String(RouteId), attributes: { RouteId } };
  },
  async update(RouteId, properties, _before, { call }) {
    await call('apigateway', 'UpdateRoute', {
      ApiId: properties['ApiId'],
      RouteId,
      ...settingsOf(properties),
    });
    return undefined;
  },
  async delete(RouteId, { ApiId }, { call }) {
    await call('apigateway', 'DeleteRoute', { ApiId, RouteId });
  },
};

/** What is taken out of the template is open again, and asks for no scope. */
function settingsOf(properties: Properties): Properties {
  const { AuthorizationType = 'NONE', AuthorizationScopes = [] } = properties;
  return { ...pick(properties, SETTINGS), AuthorizationType, AuthorizationScopes };
}
