import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { moment, number, oneOf, optional, structure, text, type Read } from '../endpoint/shape.ts';
import type { IamRecords } from '../iam/iam-records.ts';
import { trusts } from '../iam/role-permissions.ts';
import { offsetAt } from '../timetable/next-time.ts';
import { parseSchedule } from '../timetable/parse-schedule.ts';
import { DEFAULT_GROUP, scheduleArn, type ScheduleRecord, type ScheduleRecords } from './schedule-records.ts';

export const NAME = text({ min: 1, max: 64, pattern: /^[\w.-]+$/ });
const GROUP = optional(NAME);

const SCHEDULE = structure({
  Name: NAME,
  GroupName: GROUP,
  ClientToken: optional(text()),
  ScheduleExpression: text({ min: 1, max: 256 }),
  ScheduleExpressionTimezone: optional(text({ min: 1, max: 50 })),
  Description: optional(text({ max: 512 })),
  State: optional(oneOf('ENABLED', 'DISABLED')),
  StartDate: optional(moment()),
  EndDate: optional(moment()),
  FlexibleTimeWindow: structure({
    Mode: oneOf('OFF', 'FLEXIBLE'),
    MaximumWindowInMinutes: optional(number({ min: 1, max: 1440 })),
  }),
  ActionAfterCompletion: optional(oneOf('NONE', 'DELETE')),
  KmsKeyArn: optional(text()),
  Target: structure({
    Arn: text({ min: 1, max: 1600 }),
    RoleArn: text({ min: 1, max: 1600 }),
    Input: optional(text({ min: 1 })),
    RetryPolicy: optional(
      structure({
        MaximumEventAgeInSeconds: optional(number({ min: 60, max: 86_400 })),
        MaximumRetryAttempts: optional(number({ min: 0, max: 185 })),
      }),
    ),
  }),
});

/** The operations on schedules, whose targets are functions. */
export function scheduleOperations(
  { schedules, groups }: ScheduleRecords,
  iam: IamRecords,
): Record<string, Operation> {
  const find = (GroupName: string, name: string, { region }: Call): ScheduleRecord => {
    const found = schedules.get(region, GroupName, name);
    if (!found)
      throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, { status: 404 });
    return found;
  };

  const check = ({ Target, ...given }: Read<typeof SCHEDULE>, { region, accountId }: Call): void => {
    const { ScheduleExpression, ScheduleExpressionTimezone = 'UTC', GroupName = DEFAULT_GROUP } = given;
    if (!parseSchedule(ScheduleExpression))
      throw invalid(`Invalid Schedule Expression ${ScheduleExpression}.`);
    if (!isTimeZone(ScheduleExpressionTimezone))
      throw invalid(`Invalid timezone ${ScheduleExpressionTimezone}.`);
    if (GroupName !== DEFAULT_GROUP && !groups.get(region, GroupName))
      throw new AwsError('ResourceNotFoundException', `Schedule group ${GroupName} does not exist.`, {
        status: 404,
      });
    const { FlexibleTimeWindow } = given;
    if (
      (FlexibleTimeWindow.Mode === 'FLEXIBLE') !==
      (FlexibleTimeWindow.MaximumWindowInMinutes !== undefined)
    )
      throw invalid('MaximumWindowInMinutes belongs to the mode FLEXIBLE, and to that alone.');
    if (!/^arn:aws:lambda:[^:]+:\d{12}:function:/.test(Target.Arn))
      throw invalid(`The local AWS has no schedules for ${Target.Arn}, but for functions.`);
    const role = iam.roles.list().find(({ Arn }) => Arn === Target.RoleArn);
    if (!role || !trusts(role, 'scheduler.amazonaws.com', accountId))
      throw invalid(
        'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
      );
    if (Target.Input !== undefined) assertJson(Target.Input);
  };

  const recordOf = (given: Read<typeof SCHEDULE>, { region }: Call, CreationDate: number): ScheduleRecord => {
    const { ClientToken: _, ...rest } = given;
    return {
      ...rest,
      region,
      GroupName: given.GroupName ?? DEFAULT_GROUP,
      ScheduleExpressionTimezone: given.ScheduleExpressionTimezone ?? 'UTC',
      State: given.State ?? 'ENABLED',
      ActionAfterCompletion: given.ActionAfterCompletion ?? 'NONE',
      CreationDate,
      LastModificationDate: Date.now(),
    };
  };

  return {
    CreateSchedule: operation(SCHEDULE, (given, call) => {
      check(given, call);
      const { Name, GroupName = DEFAULT_GROUP } = given;
      if (schedules.get(call.region, GroupName, Name))
        throw new AwsError('ConflictException', `Schedule ${Name} already exists.`, { status: 409 });
      const record = recordOf(given, call, Date.now());
      schedules.put([call.region, GroupName, Name], record);
      return { ScheduleArn: scheduleArn(record, call.accountId) };
    }),
    // What is not given has its default again.
    UpdateSchedule: operation(SCHEDULE, (given, call) => {
      const { Name, GroupName = DEFAULT_GROUP } = given;
      const { CreationDate } = find(GroupName, Name, call);
      check(given, call);
      const record = recordOf(given, call, CreationDate);
      schedules.put([call.region, GroupName, Name], record);
      return { ScheduleArn: scheduleArn(record, call.accountId) };
    }),
    GetSchedule: operation(
      structure({ Name: NAME, GroupName: GROUP }),
      ({ Name, GroupName = DEFAULT_GROUP }, call) => describe(find(GroupName, Name, call), call.accountId),
    ),
    DeleteSchedule: operation(
      structure({ Name: NAME, GroupName: GROUP, ClientToken: optional(text()) }),
      ({ Name, GroupName = DEFAULT_GROUP }, call) => {
        find(GroupName, Name, call);
        schedules.delete(call.region, GroupName, Name);
        return {};
      },
    ),
    ListSchedules: operation(
      structure({
        GroupName: GROUP,
        NamePrefix: optional(text()),
        State: optional(oneOf('ENABLED', 'DISABLED')),
        MaxResults: optional(number({ min: 1, max: 100 })),
        NextToken: optional(text()),
      }),
      ({ GroupName, NamePrefix = '', State }, { region, accountId }) => ({
        Schedules: schedules
          .list(region, ...(GroupName === undefined ? [] : [GroupName]))
          .filter((one) => one.Name.startsWith(NamePrefix) && (State === undefined || one.State === State))
          .map((one) => ({
            Arn: scheduleArn(one, accountId),
            Name: one.Name,
            GroupName: one.GroupName,
            State: one.State,
            CreationDate: new Date(one.CreationDate),
            LastModificationDate: new Date(one.LastModificationDate),
            Target: { Arn: one.Target.Arn },
          })),
      }),
    ),
  };
}

function describe(record: ScheduleRecord, accountId: string): object {
  const { region: _, StartDate, EndDate, CreationDate, LastModificationDate, ...rest } = record;
  return {
    Arn: scheduleArn(record, accountId),
    ...rest,
    CreationDate: new Date(CreationDate),
    LastModificationDate: new Date(LastModificationDate),
    ...(StartDate !== undefined && { StartDate: new Date(StartDate) }),
    ...(EndDate !== undefined && { EndDate: new Date(EndDate) }),
  };
}

function isTimeZone(name: string): boolean {
  try {
    offsetAt(0, name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function assertJson(input: string): void {
  try {
    JSON.parse(input);
  } catch {
    throw invalid('Invalid Input: it must be JSON for a function.');
  }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
