import { makeName } from './make-name.ts';
import type { Provider } from './provider.ts';
import { removedTags, tagList } from './tags.ts';

/** A group of schedules, which takes its schedules with it when it is removed. */
export const schedulerScheduleGroup: Provider = {
  type: 'AWS::Scheduler::ScheduleGroup',
  nameProperty: 'Name',
  properties: ['Name', 'Tags'],
  async create(properties, context) {
    const Name = String(properties['Name'] ?? makeName(context));
    const { ScheduleGroupArn } = await context.call('scheduler', 'CreateScheduleGroup', {
      Name,
      Tags: tagList(properties['Tags']),
    });
    return { physicalId: Name, attributes: { Arn: ScheduleGroupArn, State: 'ACTIVE' } };
  },
  async update(Name, properties, before, { call, region, accountId }) {
    const ResourceArn = `arn:aws:scheduler:${region}:${accountId}:schedule-group/${Name}`;
    const TagKeys = removedTags(before, properties);
    if (TagKeys.length > 0) await call('scheduler', 'UntagResource', { ResourceArn, TagKeys });
    await call('scheduler', 'TagResource', { ResourceArn, Tags: tagList(properties['Tags']) });
    return undefined;
  },
  async delete(Name, _properties, { call }) {
    await call('scheduler', 'DeleteScheduleGroup', { Name });
  },
};
