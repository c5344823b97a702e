import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, list, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { findApplication, NAME, TAGS, toMap } from './application-operations.ts';
import { findRouting } from './config-operations.ts';
import type { DeploymentRecords, GroupRecord } from './deployment-records.ts';

const STYLE = structure({
  deploymentType: optional(oneOf('BLUE_GREEN')),
  deploymentOption: optional(oneOf('WITH_TRAFFIC_CONTROL')),
});
const SETTINGS = {
  deploymentStyle: optional(STYLE),
  alarmConfiguration: optional(
    structure({
      enabled: optional(flag()),
      ignorePollAlarmFailure: optional(flag()),
      alarms: optional(list(structure({ name: text({ min: 1 }) }), { max: 10 })),
    }),
  ),
  autoRollbackConfiguration: optional(
    structure({
      enabled: optional(flag()),
      events: optional(
        list(oneOf('DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST')),
      ),
    }),
  ),
};

/** Finds a group, or throws AwsError `DeploymentGroupDoesNotExistException`. */
export function findGroup(
  records: DeploymentRecords,
  { applicationName, deploymentGroupName }: { applicationName: string; deploymentGroupName: string },
  call: Call,
): GroupRecord {
  findApplication(records, applicationName, call);
  const found = records.groups.get(call.region, applicationName, deploymentGroupName);
  if (!found)
    throw new AwsError(
      'DeploymentGroupDoesNotExistException',
      `No Deployment Group found for name: ${deploymentGroupName}`,
    );
  return found;
}

/** The operations on groups: which role moves traffic, how, and which alarms stop it. */
export function groupOperations(records: DeploymentRecords): Record<string, Operation> {
  const { groups } = records;
  const named = structure({ applicationName: NAME, deploymentGroupName: NAME });
  return {
    CreateDeploymentGroup: operation(
      structure({
        applicationName: NAME,
        deploymentGroupName: NAME,
        serviceRoleArn: text({ min: 1 }),
        deploymentConfigName: optional(NAME),
        tags: TAGS,
        ...SETTINGS,
      }),
      ({ deploymentStyle: _style, tags, deploymentConfigName, ...given }, call) => {
        const { applicationName, deploymentGroupName } = given;
        findApplication(records, applicationName, call);
        if (groups.get(call.region, applicationName, deploymentGroupName))
          throw new AwsError(
            'DeploymentGroupAlreadyExistsException',
            `Deployment group name already exists: ${deploymentGroupName}`,
          );
        const config = deploymentConfigName ?? 'CodeDeployDefault.LambdaAllAtOnce';
        findRouting(records, call.region, config);
        const deploymentGroupId = randomUUID();
        groups.put([call.region, applicationName, deploymentGroupName], {
          ...given,
          region: call.region,
          deploymentGroupId,
          deploymentConfigName: config,
          tags: toMap(tags),
        });
        return { deploymentGroupId };
      },
    ),
    UpdateDeploymentGroup: operation(
      structure({
        applicationName: NAME,
        currentDeploymentGroupName: NAME,
        serviceRoleArn: optional(text({ min: 1 })),
        deploymentConfigName: optional(NAME),
        ...SETTINGS,
      }),
      ({ deploymentStyle: _style, currentDeploymentGroupName: deploymentGroupName, ...given }, call) => {
        const { applicationName, deploymentConfigName } = given;
        const group = findGroup(records, { applicationName, deploymentGroupName }, call);
        if (deploymentConfigName !== undefined) findRouting(records, call.region, deploymentConfigName);
        groups.put([call.region, applicationName, deploymentGroupName], { ...group, ...given });
        return { hooksNotCleanedUp: [] };
      },
    ),
    GetDeploymentGroup: operation(named, (input, call) => {
      const { region: _region, tags: _tags, ...group } = findGroup(records, input, call);
      return {
        deploymentGroupInfo: {
          ...group,
          computePlatform: 'Lambda',
          deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
        },
      };
    }),
    ListDeploymentGroups: operation(
      structure({ applicationName: NAME, nextToken: optional(text()) }),
      ({ applicationName }, call) => {
        findApplication(records, applicationName, call);
        const found = groups.list(call.region, applicationName);
        return { applicationName, deploymentGroups: found.map((group) => group.deploymentGroupName) };
      },
    ),
    DeleteDeploymentGroup: operation(named, ({ applicationName, deploymentGroupName }, { region }) => {
      groups.delete(region, applicationName, deploymentGroupName);
      return { hooksNotCleanedUp: [] };
    }),
  };
}
