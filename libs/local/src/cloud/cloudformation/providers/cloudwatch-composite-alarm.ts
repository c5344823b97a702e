import { pick } from './lambda-function.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { removedTags, tagList } from './tags.ts';

const SETTINGS = [
  'ActionsEnabled',
  'AlarmActions',
  'AlarmDescription',
  'AlarmRule',
  'InsufficientDataActions',
  'OKActions',
];

/** An alarm that goes off by the states of others. */
export const cloudWatchCompositeAlarm: Provider = {
  type: 'AWS::CloudWatch::CompositeAlarm',
  nameProperty: 'AlarmName',
  properties: [...SETTINGS, 'AlarmName', 'Tags'],
  async create(properties, context) {
    const name = String(properties['AlarmName'] ?? makeName(context, 255));
    await put(name, properties, context);
    return { physicalId: name, attributes: { Arn: arnOf(name, context) } };
  },
  async update(name, properties, before, context) {
    await put(name, properties, context);
    const ResourceARN = arnOf(name, context);
    const TagKeys = removedTags(before, properties);
    if (TagKeys.length > 0) await context.call('monitoring', 'UntagResource', { ResourceARN, TagKeys });
    await context.call('monitoring', 'TagResource', { ResourceARN, Tags: tagList(properties['Tags']) });
    return undefined;
  },
  async delete(name, _properties, { call }) {
    await call('monitoring', 'DeleteAlarms', { AlarmNames: [name] });
  },
};

async function put(AlarmName: string, properties: Properties, { call }: ProviderContext): Promise<void> {
  await call('monitoring', 'PutCompositeAlarm', {
    AlarmName,
    ...pick(properties, SETTINGS),
    Tags: tagList(properties['Tags']),
  });
}

function arnOf(name: string, { region, accountId }: ProviderContext): string {
  return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
}
