import { makeName } from './make-name.ts';
import type { Provider } from './provider.ts';
import { removedTags, tagList } from './tags.ts';

/** An application of CodeDeploy, of functions. */
export const codeDeployApplication: Provider = {
  type: 'AWS::CodeDeploy::Application',
  nameProperty: 'ApplicationName',
  properties: ['ApplicationName', 'ComputePlatform', 'Tags'],
  async create(properties, context) {
    const applicationName = String(properties['ApplicationName'] ?? makeName(context, 100));
    await context.call('codedeploy', 'CreateApplication', {
      applicationName,
      computePlatform: properties['ComputePlatform'] ?? 'Server',
      tags: tagList(properties['Tags']),
    });
    return { physicalId: applicationName };
  },
  async update(name, properties, before, { call, region, accountId }) {
    const ResourceArn = `arn:aws:codedeploy:${region}:${accountId}:application:${name}`;
    const TagKeys = removedTags(before, properties);
    if (TagKeys.length > 0) await call('codedeploy', 'UntagResource', { ResourceArn, TagKeys });
    await call('codedeploy', 'TagResource', { ResourceArn, Tags: tagList(properties['Tags']) });
    return undefined;
  },
  async delete(applicationName, _properties, { call }) {
    await call('codedeploy', 'DeleteApplication', { applicationName });
  },
};
