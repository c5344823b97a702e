import { makeName } from './make-name.ts';
import { pick } from './lambda-function.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { removedTags, tagList } from './tags.ts';

type AlarmKind = Readonly<{
  /** `AWS::CloudWatch::Alarm` */
  type: string;
  /** Of CloudWatch, which makes such an alarm and changes it. */
  operation: string;
  /** Properties that are members of the operation's input too, by the same names. */
  settings: readonly string[];
}>;

/** What a stack does with an alarm of either kind: they differ in what they watch, not in how they are made, tagged and deleted. */
export function createAlarmProvider({ type, operation, settings }: AlarmKind): Provider {
  const put = (AlarmName: string, properties: Properties, { call }: ProviderContext) =>
    call('monitoring', operation, {
      AlarmName,
      ...pick(properties, settings),
      Tags: tagList(properties['Tags']),
    });
  return {
    type,
    nameProperty: 'AlarmName',
    properties: [...settings, 'AlarmName', 'Tags'],
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
}

function arnOf(name: string, { region, accountId }: ProviderContext): string {
  return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
}
