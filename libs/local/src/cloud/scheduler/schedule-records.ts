import type { Store } from '../store/open-store.ts';

export type ScheduleTarget = {
  Arn: string;
  RoleArn: string;
  Input?: string;
  RetryPolicy?: { MaximumEventAgeInSeconds?: number; MaximumRetryAttempts?: number };
};

export type ScheduleRecord = {
  region: string;
  Name: string;
  GroupName: string;
  ScheduleExpression: string;
  ScheduleExpressionTimezone: string;
  Description?: string;
  State: 'ENABLED' | 'DISABLED';
  StartDate?: number;
  EndDate?: number;
  FlexibleTimeWindow: { Mode: 'OFF' | 'FLEXIBLE'; MaximumWindowInMinutes?: number };
  ActionAfterCompletion: 'NONE' | 'DELETE';
  KmsKeyArn?: string;
  Target: ScheduleTarget;
  CreationDate: number;
  LastModificationDate: number;
};

export type ScheduleGroupRecord = {
  Name: string;
  CreationDate: number;
  Tags: Record<string, string>;
};

/** Where the scheduler keeps what it knows: schedules by region, group and name; groups by region and name. */
export function openScheduleRecords(store: Store) {
  return {
    schedules: store.collection<ScheduleRecord>('scheduler-schedule'),
    groups: store.collection<ScheduleGroupRecord>('scheduler-group'),
  };
}

export type ScheduleRecords = ReturnType<typeof openScheduleRecords>;

export const DEFAULT_GROUP = 'default';

export function scheduleArn(
  { GroupName, Name, region }: Pick<ScheduleRecord, 'GroupName' | 'Name' | 'region'>,
  accountId: string,
): string {
  return `arn:aws:scheduler:${region}:${accountId}:schedule/${GroupName}/${Name}`;
}
