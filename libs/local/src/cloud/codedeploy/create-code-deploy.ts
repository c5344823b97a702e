import type { Call, Input, Service } from '../endpoint/call.ts';
import { applicationOperations } from './application-operations.ts';
import { configOperations } from './config-operations.ts';
import { deploymentOperations } from './deployment-operations.ts';
import type { DeploymentRecords } from './deployment-records.ts';
import { groupOperations } from './group-operations.ts';
import type { DeploymentRun } from './run-deployments.ts';

/** CodeDeploy for functions. No servers, containers, revisions in S3, triggers or GitHub. */
export function createCodeDeploy(records: DeploymentRecords, run: DeploymentRun): Service {
  const ofDeployment = ({ deploymentId }: Input, call: Call): string => {
    const { applicationName = '', deploymentGroupName = '' } =
      records.deployments.get(call.region, String(deploymentId)) ?? {};
    return groupArn({ applicationName, deploymentGroupName }, call);
  };
  return {
    name: 'codedeploy',
    resources: {
      CreateDeployment: groupArn,
      CreateDeploymentGroup: groupArn,
      GetDeploymentGroup: groupArn,
      DeleteDeploymentGroup: groupArn,
      UpdateDeploymentGroup: ({ applicationName, currentDeploymentGroupName }, call) =>
        groupArn({ applicationName, deploymentGroupName: currentDeploymentGroupName }, call),
      GetDeployment: ofDeployment,
      PutLifecycleEventHookExecutionStatus: ofDeployment,
      CreateApplication: applicationArn,
      GetApplication: applicationArn,
      DeleteApplication: applicationArn,
      CreateDeploymentConfig: configArn,
      GetDeploymentConfig: configArn,
      DeleteDeploymentConfig: configArn,
    },
    operations: {
      ...applicationOperations(records),
      ...configOperations(records),
      ...groupOperations(records),
      ...deploymentOperations(records, run),
    },
  };
}

function arn({ region, accountId }: Call, resource: string): string {
  return `arn:aws:codedeploy:${region}:${accountId}:${resource}`;
}

function applicationArn({ applicationName }: Input, call: Call): string {
  return arn(call, `application:${String(applicationName)}`);
}

function configArn({ deploymentConfigName }: Input, call: Call): string {
  return arn(call, `deploymentconfig:${String(deploymentConfigName)}`);
}

function groupArn({ applicationName, deploymentGroupName }: Input, call: Call): string {
  return arn(call, `deploymentgroup:${String(applicationName)}/${String(deploymentGroupName)}`);
}
