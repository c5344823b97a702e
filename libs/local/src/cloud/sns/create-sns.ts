import { randomUUID } from 'node:crypto';
import { AwsError, notImplemented } from '../endpoint/aws-error.ts';
import type { Call, Service } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import type { TopicRecord, TopicRecords } from './topic-records.ts';

const ARN = text({ min: 1 });
const TAGS = list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }), { max: 50 });

export type Publish = (topicArn: string, message: { subject?: string; text: string }) => string | undefined;

/**
 * Tells the subscribers of a topic, which here is to write to the terminal what they would get.
 *
 * @returns why no subscriber is told, `undefined` when one is
 */
export function createPublish({ topics }: TopicRecords, log: (line: string) => void): Publish {
  return (topicArn, { subject, text: message }) => {
    const [region = '', , name = ''] = topicArn.split(':').slice(3);
    const topic = topics.get(region, name);
    if (!topic) return `there is no topic ${topicArn}`;
    if (topic.subscriptions.length === 0) return `there is no subscription to ${topicArn}`;
    for (const { Protocol, Endpoint } of topic.subscriptions)
      log(`${Protocol} to ${Endpoint}: ${subject === undefined ? '' : `${subject}. `}${message}`);
    return undefined;
  };
}

/** SNS: topics, and subscriptions by e-mail and HTTP, whose messages are written to the terminal. No queues, functions or filters. */
export function createSns(records: TopicRecords, publish: Publish): Service {
  const { topics } = records;
  const find = (arn: string, { region }: Call): TopicRecord => {
    const found = topics.get(region, nameOf(arn));
    if (!found) throw new AwsError('NotFound', 'Topic does not exist', { status: 404 });
    return found;
  };
  const save = (topic: TopicRecord): void => topics.put([topic.region, nameOf(topic.TopicArn)], topic);
  return {
    name: 'sns',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    validationError: 'InvalidParameter',
    resources: { Publish: ({ TopicArn }) => String(TopicArn) },
    operations: {
      CreateTopic: operation(
        structure({
          Name: text({ min: 1, max: 256, pattern: /^[\w-]+$/ }),
          DisplayName: optional(text({ max: 100 })),
          KmsMasterKeyId: optional(text()),
          Tags: optional(TAGS),
        }),
        ({ Name, DisplayName = '', KmsMasterKeyId, Tags = [] }, { region, accountId }) => {
          const TopicArn = `arn:aws:sns:${region}:${accountId}:${Name}`;
          const existing = topics.get(region, Name);
          save({
            region,
            TopicArn,
            DisplayName,
            ...(KmsMasterKeyId !== undefined && { KmsMasterKeyId }),
            subscriptions: existing?.subscriptions ?? [],
            tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
          });
          return { TopicArn };
        },
      ),
      DeleteTopic: operation(structure({ TopicArn: ARN }), ({ TopicArn }, { region }) => {
        topics.delete(region, nameOf(TopicArn));
      }),
      ListTopics: operation(structure({ NextToken: optional(text()) }), (_input, { region }) => ({
        Topics: topics.list(region).map(({ TopicArn }) => ({ TopicArn })),
      })),
      Subscribe: operation(
        structure({ TopicArn: ARN, Protocol: text(), Endpoint: text({ min: 1 }) }),
        ({ TopicArn, Protocol, Endpoint }, call) => {
          if (!['email', 'email-json', 'http', 'https', 'sms'].includes(Protocol))
            throw notImplemented(`subscriptions by ${Protocol}`);
          const topic = find(TopicArn, call);
          const SubscriptionArn = `${TopicArn}:${randomUUID()}`;
          save({
            ...topic,
            subscriptions: [...topic.subscriptions, { SubscriptionArn, Protocol, Endpoint }],
          });
          return { SubscriptionArn };
        },
      ),
      Unsubscribe: operation(structure({ SubscriptionArn: ARN }), ({ SubscriptionArn }, { region }) => {
        for (const topic of topics.list(region)) {
          const kept = topic.subscriptions.filter((one) => one.SubscriptionArn !== SubscriptionArn);
          if (kept.length < topic.subscriptions.length) save({ ...topic, subscriptions: kept });
        }
      }),
      ListSubscriptionsByTopic: operation(
        structure({ TopicArn: ARN, NextToken: optional(text()) }),
        ({ TopicArn }, call) => ({
          Subscriptions: find(TopicArn, call).subscriptions.map((one) => ({
            ...one,
            TopicArn,
            Owner: call.accountId,
          })),
        }),
      ),
      Publish: operation(
        structure({
          TopicArn: ARN,
          Message: text({ min: 1, max: 262_144 }),
          Subject: optional(text({ max: 100 })),
          MessageStructure: optional(oneOf('json')),
        }),
        ({ TopicArn, Message, Subject }, call) => {
          find(TopicArn, call);
          publish(TopicArn, { text: Message, ...(Subject !== undefined && { subject: Subject }) });
          return { MessageId: randomUUID() };
        },
      ),
      TagResource: operation(structure({ ResourceArn: ARN, Tags: TAGS }), ({ ResourceArn, Tags }, call) => {
        const topic = find(ResourceArn, call);
        const added = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
        save({ ...topic, tags: { ...topic.tags, ...added } });
        return {};
      }),
      UntagResource: operation(
        structure({ ResourceArn: ARN, TagKeys: list(text()) }),
        ({ ResourceArn, TagKeys }, call) => {
          const topic = find(ResourceArn, call);
          save({ ...topic, tags: without(topic.tags, ...TagKeys) });
          return {};
        },
      ),
      ListTagsForResource: operation(structure({ ResourceArn: ARN }), ({ ResourceArn }, call) => ({
        Tags: Object.entries(find(ResourceArn, call).tags).map(([Key, Value]) => ({ Key, Value })),
      })),
    },
  };
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
