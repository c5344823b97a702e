import { pick } from './lambda-function.ts';
import { makeName } from './make-name.ts';
import type { Provider } from './provider.ts';

const SETTINGS = [
  'GroupName',
  'Description',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'StartDate',
  'EndDate',
  'State',
  'FlexibleTimeWindow',
  'KmsKeyArn',
  'Target',
];

/** A schedule of EventBridge Scheduler. */
export const schedulerSchedule: Provider = {
  type: 'AWS::Scheduler::Schedule',
  nameProperty: 'Name',
  properties: [...SETTINGS, 'Name'],
  async create(properties, context) {
    const Name = String(properties['Name'] ?? makeName(context));
    const { ScheduleArn } = await context.call('scheduler', 'CreateSchedule', {
      Name,
      ...pick(properties, SETTINGS),
    });
    return { physicalId: Name, attributes: { Arn: ScheduleArn } };
  },
  async update(Name, properties, _before, { call }) {
    await call('scheduler', 'UpdateSchedule', { Name, ...pick(properties, SETTINGS) });
    return undefined;
  },
  async delete(Name, properties, { call }) {
    await call('scheduler', 'DeleteSchedule', { Name, ...pick(properties, ['GroupName']) });
  },
};
