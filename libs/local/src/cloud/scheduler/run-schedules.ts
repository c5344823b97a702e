import { randomUUID } from 'node:crypto';
import type { IamRecords } from '../iam/iam-records.ts';
import { roleAllows, trusts } from '../iam/role-permissions.ts';
import type { Lambda } from '../lambda/create-lambda.ts';
import { functionArn, parseReference } from '../lambda/function-reference.ts';
import { nextTime } from '../timetable/next-time.ts';
import { parseSchedule } from '../timetable/parse-schedule.ts';
import { runTimetable, type Timetable } from '../timetable/timetable.ts';
import { scheduleArn, type ScheduleRecord, type ScheduleRecords } from './schedule-records.ts';

type Parts = {
  records: ScheduleRecords;
  iam: IamRecords;
  lambda: Lambda;
  accountId: string;
  log(line: string): void;
};

/** Queues the events of schedules that are due, in the name of their role. A flexible window is not made use of. */
export function runSchedules({ records, iam, lambda, accountId, log }: Parts): Timetable {
  const { schedules } = records;
  const findByKey = (key: string): ScheduleRecord | undefined => {
    const [region = '', group = '', name = ''] = key.split('|');
    return schedules.get(region, group, name);
  };

  const run = (schedule: ScheduleRecord, due: number): void => {
    const { Target, Name, region } = schedule;
    const reference = parseReference(Target.Arn);
    const resource = functionArn(region, accountId, reference);
    const role = iam.roles.list().find(({ Arn }) => Arn === Target.RoleArn);
    const isAllowed =
      role !== undefined &&
      trusts(role, 'scheduler.amazonaws.com', accountId) &&
      roleAllows(iam, role, { action: 'lambda:InvokeFunction', resource });
    if (!isAllowed) return log(`schedule ${Name}: its role ${Target.RoleArn} may not invoke ${resource}`);
    const payload = (Target.Input ?? '{}').replace(
      /<aws\.scheduler\.([a-z-]+)>/g,
      (whole, attribute: string) => {
        const attributes: Record<string, string> = {
          'schedule-arn': scheduleArn(schedule, accountId),
          'scheduled-time': new Date(due).toISOString().replace(/\.\d{3}Z$/, 'Z'),
          'execution-id': randomUUID(),
          'attempt-number': '1',
        };
        return attributes[attribute] ?? whole;
      },
    );
    return lambda.queue.add(reference, { region, accountId }, { payload });
  };

  return runTimetable(
    () =>
      schedules
        .list()
        .filter(
          ({ State, EndDate }) => State === 'ENABLED' && (EndDate === undefined || EndDate > Date.now()),
        )
        .map((one) => ({
          key: `${one.region}|${one.GroupName}|${one.Name}`,
          expression: one.ScheduleExpression,
          timeZone: one.ScheduleExpressionTimezone,
          // Without a start date the first time is the moment when it is made.
          start: one.StartDate ?? one.CreationDate,
        })),
    (key, due) => {
      const schedule = findByKey(key);
      if (!schedule) return;
      run(schedule, due);
      if (schedule.ActionAfterCompletion === 'DELETE' && isOver(schedule, due))
        schedules.delete(schedule.region, schedule.GroupName, schedule.Name);
    },
    log,
  );
}

/** Whether a schedule is never due again. */
function isOver(schedule: ScheduleRecord, after: number): boolean {
  const {
    ScheduleExpression,
    ScheduleExpressionTimezone: timeZone,
    CreationDate,
    EndDate = Infinity,
  } = schedule;
  const parsed = parseSchedule(ScheduleExpression);
  const next = parsed && nextTime(parsed, { after, start: CreationDate, timeZone });
  return next === undefined || next > EndDate;
}
