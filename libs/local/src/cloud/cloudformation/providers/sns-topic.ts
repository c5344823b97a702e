import { pick } from './lambda-function.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { tagList } from './tags.ts';

type Subscribed = { SubscriptionArn: string; Protocol: string; Endpoint: string };

/** A topic of SNS, with its subscriptions. */
export const snsTopic: Provider = {
  type: 'AWS::SNS::Topic',
  nameProperty: 'TopicName',
  properties: ['TopicName', 'DisplayName', 'KmsMasterKeyId', 'Subscription', 'Tags'],
  async create(properties, context) {
    const TopicName = String(properties['TopicName'] ?? makeName(context, 256));
    const TopicArn = await put(TopicName, properties, context);
    return { physicalId: TopicArn, attributes: { TopicArn, TopicName } };
  },
  async update(TopicArn, properties, _before, context) {
    await put(TopicArn.slice(TopicArn.lastIndexOf(':') + 1), properties, context);
    return undefined;
  },
  async delete(TopicArn, _properties, { call }) {
    await call('sns', 'DeleteTopic', { TopicArn });
  },
};

async function put(Name: string, properties: Properties, { call }: ProviderContext): Promise<string> {
  const { TopicArn } = await call('sns', 'CreateTopic', {
    Name,
    ...pick(properties, ['DisplayName', 'KmsMasterKeyId']),
    Tags: tagList(properties['Tags']),
  });
  const wanted = (properties['Subscription'] ?? []) as Pick<Subscribed, 'Protocol' | 'Endpoint'>[];
  const { Subscriptions } = (await call('sns', 'ListSubscriptionsByTopic', { TopicArn })) as {
    Subscriptions: Subscribed[];
  };
  const isSame = (one: (typeof wanted)[number], other: (typeof wanted)[number]): boolean =>
    one.Protocol === other.Protocol && one.Endpoint === other.Endpoint;
  for (const one of Subscriptions)
    if (!wanted.some((other) => isSame(one, other)))
      await call('sns', 'Unsubscribe', { SubscriptionArn: one.SubscriptionArn });
  for (const one of wanted)
    if (!Subscriptions.some((other) => isSame(one, other)))
      await call('sns', 'Subscribe', { TopicArn, Protocol: one.Protocol, Endpoint: one.Endpoint });
  return String(TopicArn);
}
