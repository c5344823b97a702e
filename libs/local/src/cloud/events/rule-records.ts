import type { Store } from '../store/open-store.ts';

export type RuleTarget = {
  Id: string;
  Arn: string;
  Input?: string;
  InputPath?: string;
  InputTransformer?: { InputPathsMap?: Record<string, string>; InputTemplate: string };
  RetryPolicy?: { MaximumEventAgeInSeconds?: number; MaximumRetryAttempts?: number };
};

export type RuleRecord = {
  region: string;
  Name: string;
  Description?: string;
  ScheduleExpression?: string;
  EventPattern?: string;
  State: 'ENABLED' | 'DISABLED';
  /** Milliseconds since 1970; rates are counted from it. */
  createdAt: number;
  targets: RuleTarget[];
  Tags: Record<string, string>;
};

/** Rules of the default bus, by region and name. */
export function openRuleRecords(store: Store) {
  return store.collection<RuleRecord>('events-rule');
}

export type RuleRecords = ReturnType<typeof openRuleRecords>;

/** The one bus that there is. */
export const DEFAULT_BUS = 'default';

export function ruleArn({ region, Name }: Pick<RuleRecord, 'region' | 'Name'>, accountId: string): string {
  return `arn:aws:events:${region}:${accountId}:rule/${Name}`;
}
