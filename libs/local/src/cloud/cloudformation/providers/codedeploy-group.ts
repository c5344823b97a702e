import { withLowerNames } from './lower-names.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider } from './provider.ts';
import { removedTags, tagList } from './tags.ts';

const SETTINGS = [
  'ServiceRoleArn',
  'DeploymentConfigName',
  'DeploymentStyle',
  'AlarmConfiguration',
  'AutoRollbackConfiguration',
];

/** A group of deployments: of an alias of a function. */
export const codeDeployGroup: Provider = {
  type: 'AWS::CodeDeploy::DeploymentGroup',
  nameProperty: 'DeploymentGroupName',
  properties: [...SETTINGS, 'ApplicationName', 'DeploymentGroupName', 'Tags'],
  async create(properties, context) {
    const deploymentGroupName = String(properties['DeploymentGroupName'] ?? makeName(context, 100));
    await context.call('codedeploy', 'CreateDeploymentGroup', {
      applicationName: properties['ApplicationName'],
      deploymentGroupName,
      ...settingsOf(properties),
      tags: tagList(properties['Tags']),
    });
    return { physicalId: deploymentGroupName };
  },
  async update(name, properties, before, { call, region, accountId }) {
    const applicationName = String(properties['ApplicationName']);
    await call('codedeploy', 'UpdateDeploymentGroup', {
      applicationName,
      currentDeploymentGroupName: name,
      ...withoutRemoved(before),
      ...settingsOf(properties),
    });
    const ResourceArn = `arn:aws:codedeploy:${region}:${accountId}:deploymentgroup:${applicationName}/${name}`;
    const TagKeys = removedTags(before, properties);
    if (TagKeys.length > 0) await call('codedeploy', 'UntagResource', { ResourceArn, TagKeys });
    await call('codedeploy', 'TagResource', { ResourceArn, Tags: tagList(properties['Tags']) });
    return undefined;
  },
  async delete(deploymentGroupName, { ApplicationName: applicationName }, { call }) {
    await call('codedeploy', 'DeleteDeploymentGroup', { applicationName, deploymentGroupName });
  },
};

function settingsOf(properties: Properties): Properties {
  const given = Object.fromEntries(
    SETTINGS.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]),
  );
  return withLowerNames(given) as Properties;
}

/** What settings are again when they are taken out of the template. */
function withoutRemoved(before: Properties): Properties {
  return {
    ...(before['AlarmConfiguration'] !== undefined && { alarmConfiguration: { enabled: false } }),
    ...(before['AutoRollbackConfiguration'] !== undefined && {
      autoRollbackConfiguration: { enabled: false },
    }),
  };
}
