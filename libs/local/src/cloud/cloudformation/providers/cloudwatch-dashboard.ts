import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { removedTags, tagList } from './tags.ts';

/** A dashboard of CloudWatch. */
export const cloudWatchDashboard: Provider = {
  type: 'AWS::CloudWatch::Dashboard',
  nameProperty: 'DashboardName',
  properties: ['DashboardName', 'DashboardBody', 'Tags'],
  async create(properties, context) {
    const name = String(properties['DashboardName'] ?? makeName(context, 255));
    await put(name, properties, {}, context);
    return { physicalId: name };
  },
  async update(name, properties, before, context) {
    await put(name, properties, before, context);
    return undefined;
  },
  async delete(name, _properties, { call }) {
    await call('monitoring', 'DeleteDashboards', { DashboardNames: [name] });
  },
};

async function put(
  DashboardName: string,
  properties: Properties,
  before: Properties,
  { call, accountId }: ProviderContext,
): Promise<void> {
  const { DashboardBody, Tags } = properties;
  await call('monitoring', 'PutDashboard', { DashboardName, DashboardBody });
  const ResourceARN = `arn:aws:cloudwatch::${accountId}:dashboard/${DashboardName}`;
  const TagKeys = removedTags(before, properties);
  if (TagKeys.length > 0) await call('monitoring', 'UntagResource', { ResourceARN, TagKeys });
  await call('monitoring', 'TagResource', { ResourceARN, Tags: tagList(Tags) });
}
