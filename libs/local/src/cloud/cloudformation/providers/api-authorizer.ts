import { pick } from './lambda-function.ts';
import type { Provider } from './provider.ts';

const SETTINGS = ['ApiId', 'AuthorizerType', 'IdentitySource', 'JwtConfiguration', 'Name'];

export const apiAuthorizer: Provider = {
  type: 'AWS::ApiGatewayV2::Authorizer',
  properties: SETTINGS,
  async create(properties, { call }) {
    const { AuthorizerId } = await call('apigateway', 'CreateAuthorizer', pick(properties, SETTINGS));
    return { physicalId: String(AuthorizerId), attributes: { AuthorizerId } };
  },
  async update(AuthorizerId, properties, _before, { call }) {
    await call('apigateway', 'UpdateAuthorizer', { ...pick(properties, SETTINGS), AuthorizerId });
    return undefined;
  },
  async delete(AuthorizerId, { ApiId }, { call }) {
    await call('apigateway', 'DeleteAuthorizer', { ApiId, AuthorizerId });
  },
};
