import { makeName } from './make-name.ts';
import type { Provider } from './provider.ts';
import { withLowerNames } from './lower-names.ts';

/** A configuration of deployments. It cannot be changed: another one takes its place. */
export const codeDeployConfig: Provider = {
  type: 'AWS::CodeDeploy::DeploymentConfig',
  nameProperty: 'DeploymentConfigName',
  properties: ['DeploymentConfigName', 'ComputePlatform', 'TrafficRoutingConfig'],
  async create(properties, context) {
    const deploymentConfigName = String(properties['DeploymentConfigName'] ?? makeName(context, 100));
    await context.call('codedeploy', 'CreateDeploymentConfig', {
      deploymentConfigName,
      computePlatform: properties['ComputePlatform'] ?? 'Server',
      trafficRoutingConfig: withLowerNames(properties['TrafficRoutingConfig']),
    });
    return { physicalId: deploymentConfigName };
  },
  async delete(deploymentConfigName, _properties, { call }) {
    await call('codedeploy', 'DeleteDeploymentConfig', { deploymentConfigName });
  },
};
