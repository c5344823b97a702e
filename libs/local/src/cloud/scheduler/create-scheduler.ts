import type { Route, Service } from '../endpoint/call.ts';
import type { IamRecords } from '../iam/iam-records.ts';
import { groupOperations } from './group-operations.ts';
import { scheduleOperations } from './schedule-operations.ts';
import type { ScheduleRecords } from './schedule-records.ts';

const SCHEDULE = '/schedules/{Name}';
const GROUP = '/schedule-groups/{Name}';
const TAGS = '/tags/{ResourceArn}';
const PAGING = { NamePrefix: 'NamePrefix', MaxResults: 'MaxResults', NextToken: 'NextToken' };
const IN_GROUP = { groupName: 'GroupName' };

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html */
const ROUTES: readonly Route[] = [
  { operation: 'CreateSchedule', method: 'POST', path: SCHEDULE },
  { operation: 'UpdateSchedule', method: 'PUT', path: SCHEDULE },
  { operation: 'GetSchedule', method: 'GET', path: SCHEDULE, query: IN_GROUP },
  {
    operation: 'DeleteSchedule',
    method: 'DELETE',
    path: SCHEDULE,
    query: { ...IN_GROUP, clientToken: 'ClientToken' },
  },
  {
    operation: 'ListSchedules',
    method: 'GET',
    path: '/schedules',
    query: { ...PAGING, ScheduleGroup: 'GroupName', State: 'State' },
  },
  { operation: 'CreateScheduleGroup', method: 'POST', path: GROUP },
  { operation: 'GetScheduleGroup', method: 'GET', path: GROUP },
  { operation: 'DeleteScheduleGroup', method: 'DELETE', path: GROUP, query: { clientToken: 'ClientToken' } },
  { operation: 'ListScheduleGroups', method: 'GET', path: '/schedule-groups', query: PAGING },
  { operation: 'TagResource', method: 'POST', path: TAGS },
  { operation: 'UntagResource', method: 'DELETE', path: TAGS, query: { TagKeys: 'TagKeys' } },
  { operation: 'ListTagsForResource', method: 'GET', path: TAGS },
];

/** EventBridge Scheduler, for functions. */
export function createScheduler(records: ScheduleRecords, iam: IamRecords): Service {
  return {
    name: 'scheduler',
    routes: ROUTES,
    operations: { ...scheduleOperations(records, iam), ...groupOperations(records) },
  };
}
