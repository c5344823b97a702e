import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, number, optional, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import { NAME } from './schedule-operations.ts';
import { DEFAULT_GROUP, type ScheduleGroupRecord, type ScheduleRecords } from './schedule-records.ts';

const TAGS = list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }), { max: 200 });
const ARN = text({ min: 1, max: 1011 });

/** The operations on groups of schedules; `default` is there from the beginning. */
export function groupOperations({ schedules, groups }: ScheduleRecords): Record<string, Operation> {
  const find = (name: string, { region }: Call): ScheduleGroupRecord => {
    const found = groups.get(region, name);
    if (found) return found;
    if (name === DEFAULT_GROUP) return { Name: name, CreationDate: 0, Tags: {} };
    throw new AwsError('ResourceNotFoundException', `Schedule group ${name} does not exist.`, {
      status: 404,
    });
  };
  const ofArn = (arn: string, call: Call): ScheduleGroupRecord =>
    find(arn.slice(arn.lastIndexOf('/') + 1), call);
  return {
    CreateScheduleGroup: operation(
      structure({ Name: NAME, ClientToken: optional(text()), Tags: optional(TAGS) }),
      ({ Name, Tags = [] }, call) => {
        if (Name === DEFAULT_GROUP || groups.get(call.region, Name))
          throw new AwsError('ConflictException', `Schedule group ${Name} already exists.`, { status: 409 });
        groups.put([call.region, Name], {
          Name,
          CreationDate: Date.now(),
          Tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
        });
        return { ScheduleGroupArn: groupArn(Name, call) };
      },
    ),
    GetScheduleGroup: operation(structure({ Name: NAME }), ({ Name }, call) =>
      describe(find(Name, call), call),
    ),
    DeleteScheduleGroup: operation(
      structure({ Name: NAME, ClientToken: optional(text()) }),
      ({ Name }, call) => {
        if (Name === DEFAULT_GROUP)
          throw new AwsError('ValidationException', 'The default group cannot be deleted.');
        find(Name, call);
        for (const schedule of schedules.list(call.region, Name))
          schedules.delete(call.region, Name, schedule.Name);
        groups.delete(call.region, Name);
        return {};
      },
    ),
    ListScheduleGroups: operation(
      structure({
        NamePrefix: optional(text()),
        MaxResults: optional(number({ min: 1, max: 100 })),
        NextToken: optional(text()),
      }),
      ({ NamePrefix = '' }, call) => ({
        ScheduleGroups: [find(DEFAULT_GROUP, call), ...groups.list(call.region)]
          .filter(({ Name }) => Name.startsWith(NamePrefix))
          .map((group) => describe(group, call)),
      }),
    ),
    TagResource: operation(structure({ ResourceArn: ARN, Tags: TAGS }), ({ ResourceArn, Tags }, call) => {
      const group = ofArn(ResourceArn, call);
      const added = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
      groups.put([call.region, group.Name], { ...group, Tags: { ...group.Tags, ...added } });
      return {};
    }),
    UntagResource: operation(
      structure({ ResourceArn: ARN, TagKeys: list(text()) }),
      ({ ResourceArn, TagKeys }, call) => {
        const group = ofArn(ResourceArn, call);
        groups.put([call.region, group.Name], { ...group, Tags: without(group.Tags, ...TagKeys) });
        return {};
      },
    ),
    ListTagsForResource: operation(structure({ ResourceArn: ARN }), ({ ResourceArn }, call) => ({
      Tags: Object.entries(ofArn(ResourceArn, call).Tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}

function groupArn(name: string, { region, accountId }: Call): string {
  return `arn:aws:scheduler:${region}:${accountId}:schedule-group/${name}`;
}

function describe({ Name, CreationDate }: ScheduleGroupRecord, call: Call): object {
  return {
    Arn: groupArn(Name, call),
    Name,
    State: 'ACTIVE',
    CreationDate: new Date(CreationDate),
    LastModificationDate: new Date(CreationDate),
  };
}
