import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { NAME } from './application-operations.ts';
import type { DeploymentRecords } from './deployment-records.ts';
import { DEFAULT_ROUTINGS, type TrafficRouting } from './traffic-routing.ts';

const PERCENT = number({ min: 1, max: 99 });
/** Two days. @see https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const MINUTES = number({ min: 1, max: 2880 });

/** The routing of a configuration, CodeDeploy's own or one of the account. Throws AwsError when there is none. */
export function findRouting({ configs }: DeploymentRecords, region: string, name: string): TrafficRouting {
  const found = DEFAULT_ROUTINGS.get(name) ?? configs.get(region, name)?.trafficRoutingConfig;
  if (!found)
    throw new AwsError(
      'DeploymentConfigDoesNotExistException',
      `No deployment configuration found for name: ${name}`,
    );
  return found;
}

/** The operations on configurations: how traffic moves. */
export function configOperations(records: DeploymentRecords): Record<string, Operation> {
  const { configs, groups } = records;
  const named = structure({ deploymentConfigName: NAME });
  return {
    CreateDeploymentConfig: operation(
      structure({
        deploymentConfigName: NAME,
        computePlatform: oneOf('Lambda'),
        trafficRoutingConfig: structure({
          type: oneOf('AllAtOnce', 'TimeBasedCanary', 'TimeBasedLinear'),
          timeBasedCanary: optional(structure({ canaryPercentage: PERCENT, canaryInterval: MINUTES })),
          timeBasedLinear: optional(structure({ linearPercentage: PERCENT, linearInterval: MINUTES })),
        }),
      }),
      ({ deploymentConfigName, trafficRoutingConfig }, { region }) => {
        if (DEFAULT_ROUTINGS.has(deploymentConfigName) || configs.get(region, deploymentConfigName))
          throw new AwsError(
            'DeploymentConfigAlreadyExistsException',
            `Deployment config name already exists: ${deploymentConfigName}`,
          );
        const deploymentConfigId = randomUUID();
        configs.put([region, deploymentConfigName], {
          region,
          deploymentConfigId,
          deploymentConfigName,
          createTime: Date.now(),
          trafficRoutingConfig: asRouting(trafficRoutingConfig),
        });
        return { deploymentConfigId };
      },
    ),
    GetDeploymentConfig: operation(named, ({ deploymentConfigName }, { region }) => {
      const trafficRoutingConfig = findRouting(records, region, deploymentConfigName);
      const { deploymentConfigId = '', createTime = 0 } = configs.get(region, deploymentConfigName) ?? {};
      return {
        deploymentConfigInfo: {
          deploymentConfigId,
          deploymentConfigName,
          createTime: new Date(createTime),
          computePlatform: 'Lambda',
          trafficRoutingConfig,
        },
      };
    }),
    ListDeploymentConfigs: operation(structure({ nextToken: optional(text()) }), (_input, { region }) => ({
      deploymentConfigsList: [
        ...DEFAULT_ROUTINGS.keys(),
        ...configs.list(region).map(({ deploymentConfigName }) => deploymentConfigName),
      ],
    })),
    DeleteDeploymentConfig: operation(named, ({ deploymentConfigName }, { region }) => {
      if (groups.list(region).some((group) => group.deploymentConfigName === deploymentConfigName))
        throw new AwsError(
          'DeploymentConfigInUseException',
          `Deployment config in use: ${deploymentConfigName}`,
        );
      configs.delete(region, deploymentConfigName);
      return {};
    }),
  };
}

type Given = {
  type: TrafficRouting['type'];
  timeBasedCanary?: { canaryPercentage: number; canaryInterval: number };
  timeBasedLinear?: { linearPercentage: number; linearInterval: number };
};

function asRouting({ type, timeBasedCanary, timeBasedLinear }: Given): TrafficRouting {
  if (type === 'AllAtOnce') return { type };
  if (type === 'TimeBasedCanary' && timeBasedCanary) return { type, timeBasedCanary };
  if (type === 'TimeBasedLinear' && timeBasedLinear) return { type, timeBasedLinear };
  throw new AwsError(
    'InvalidTrafficRoutingConfigurationException',
    `A traffic routing configuration of the type ${type} must say its percentage and its interval.`,
  );
}
