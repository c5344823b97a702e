import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import type { AlarmRecords } from './alarms/alarm-records.ts';

const ARN = text({ min: 1, max: 1024 });
const TAGS = list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }), { max: 50 });

/** The operations on tags of alarms. */
export function tagOperations({ tags }: AlarmRecords): Record<string, Operation> {
  const tagsOf = (arn: string): Record<string, string> => tags.get(arn)?.tags ?? {};
  return {
    TagResource: operation(structure({ ResourceARN: ARN, Tags: TAGS }), ({ ResourceARN, Tags }) => {
      const added = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
      tags.put([ResourceARN], { tags: { ...tagsOf(ResourceARN), ...added } });
      return {};
    }),
    UntagResource: operation(
      structure({ ResourceARN: ARN, TagKeys: list(text()) }),
      ({ ResourceARN, TagKeys }) => {
        tags.put([ResourceARN], { tags: without(tagsOf(ResourceARN), ...TagKeys) });
        return {};
      },
    ),
    ListTagsForResource: operation(structure({ ResourceARN: ARN }), ({ ResourceARN }) => ({
      Tags: Object.entries(tagsOf(ResourceARN)).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}
