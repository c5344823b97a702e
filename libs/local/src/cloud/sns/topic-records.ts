import type { Store } from '../store/open-store.ts';

export type Subscription = { SubscriptionArn: string; Protocol: string; Endpoint: string };

export type TopicRecord = {
  region: string;
  TopicArn: string;
  DisplayName: string;
  KmsMasterKeyId?: string;
  subscriptions: Subscription[];
  tags: Record<string, string>;
};

/** Where SNS keeps its topics: by region and name. */
export function openTopicRecords(store: Store) {
  return { topics: store.collection<TopicRecord>('sns-topic') };
}

export type TopicRecords = ReturnType<typeof openTopicRecords>;
