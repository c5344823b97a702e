import { pick } from './lambda-function.ts';
import type { Provider } from './provider.ts';

/** A deployment cannot be changed: another one takes its place. */
export const apiDeployment: Provider = {
  type: 'AWS::ApiGatewayV2::Deployment',
  properties: ['ApiId', 'Description', 'StageName'],
  async create(properties, { call }) {
    const { DeploymentId } = await call(
      'apigateway',
      'CreateDeployment',
      pick(properties, ['ApiId', 'Description', 'StageName']),
    );
    return { physicalId: String(DeploymentId), attributes: { DeploymentId } };
  },
  async delete(DeploymentId, { ApiId }, { call }) {
    await call('apigateway', 'DeleteDeployment', { ApiId, DeploymentId });
  },
};
