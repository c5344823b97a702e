import { pick } from './lambda-function.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { tagList } from './tags.ts';

const SETTINGS = ['Description', 'ScheduleExpression', 'State', 'EventBusName'];

type Target = { Id: string };

/** A rule of EventBridge with its targets. */
export const eventsRule: Provider = {
  type: 'AWS::Events::Rule',
  nameProperty: 'Name',
  properties: [...SETTINGS, 'Name', 'EventPattern', 'Targets', 'Tags'],
  async create(properties, context) {
    const Name = String(properties['Name'] ?? makeName(context));
    const { RuleArn } = await put(Name, properties, context);
    return { physicalId: Name, attributes: { Arn: RuleArn } };
  },
  async update(Name, properties, before, context) {
    await put(Name, properties, context);
    const kept = new Set(targetsOf(properties).map(({ Id }) => Id));
    const Ids = targetsOf(before)
      .map(({ Id }) => Id)
      .filter((id) => !kept.has(id));
    if (Ids.length > 0) await context.call('events', 'RemoveTargets', { Rule: Name, Ids });
    return undefined;
  },
  async delete(Name, properties, { call }) {
    const Ids = targetsOf(properties).map(({ Id }) => Id);
    if (Ids.length > 0) await call('events', 'RemoveTargets', { Rule: Name, Ids });
    await call('events', 'DeleteRule', { Name });
  },
};

async function put(
  Name: string,
  properties: Properties,
  { call }: ProviderContext,
): Promise<Record<string, unknown>> {
  const { EventPattern, Tags } = properties;
  const made = await call('events', 'PutRule', {
    Name,
    ...pick(properties, SETTINGS),
    ...(EventPattern !== undefined && { EventPattern: JSON.stringify(EventPattern) }),
    Tags: tagList(Tags),
  });
  const Targets = targetsOf(properties);
  if (Targets.length > 0) await call('events', 'PutTargets', { Rule: Name, Targets });
  return made;
}

function targetsOf({ Targets = [] }: Properties): readonly Target[] {
  return Targets as readonly Target[];
}
