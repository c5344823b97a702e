import { AwsError } from '../../endpoint/aws-error.ts';
import type { Operation } from '../../endpoint/call.ts';
import { operation } from '../../endpoint/operation.ts';
import { flag, list, optional, structure, text } from '../../endpoint/shape.ts';
import type { AlarmRecords } from './alarm-records.ts';
import { TAGS } from './alarm-operations.ts';
import { parseAlarmRule } from './parse-alarm-rule.ts';

const NAME = text({ min: 1, max: 255 });
const ACTIONS = optional(list(text({ min: 1, max: 1024 }), { max: 5 }));

/** Alarms that go off by the states of others. */
export function compositeOperations({ alarms, composites, tags }: AlarmRecords): Record<string, Operation> {
  return {
    PutCompositeAlarm: operation(
      structure({
        AlarmName: NAME,
        AlarmRule: text({ min: 1, max: 10_240 }),
        AlarmDescription: optional(text({ max: 1024 })),
        ActionsEnabled: optional(flag()),
        OKActions: ACTIONS,
        AlarmActions: ACTIONS,
        InsufficientDataActions: ACTIONS,
        Tags: TAGS,
      }),
      ({ AlarmName, AlarmRule, Tags, ...input }, { region, accountId }) => {
        const missing = [...parseAlarmRule(AlarmRule).names].filter(
          (name) => !alarms.get(region, name) && !composites.get(region, name),
        );
        if (missing.length > 0)
          throw new AwsError(
            'ValidationError',
            `Could not save the composite alarm as alarms [${missing.join(', ')}] in the alarm rule do not exist`,
          );
        if (alarms.get(region, AlarmName))
          throw new AwsError('ValidationError', `There is a metric alarm of the name ${AlarmName}.`);
        const existing = composites.get(region, AlarmName);
        const now = new Date().toISOString();
        const AlarmArn = `arn:aws:cloudwatch:${region}:${accountId}:alarm:${AlarmName}`;
        composites.put([region, AlarmName], {
          region,
          AlarmName,
          AlarmArn,
          AlarmRule,
          ...(input.AlarmDescription !== undefined && { AlarmDescription: input.AlarmDescription }),
          ActionsEnabled: input.ActionsEnabled ?? true,
          OKActions: input.OKActions ?? [],
          AlarmActions: input.AlarmActions ?? [],
          InsufficientDataActions: input.InsufficientDataActions ?? [],
          StateValue: existing?.StateValue ?? 'INSUFFICIENT_DATA',
          StateReason: existing?.StateReason ?? 'Unchecked: Initial alarm creation',
          StateUpdatedTimestamp: existing?.StateUpdatedTimestamp ?? now,
          AlarmConfigurationUpdatedTimestamp: now,
        });
        if (!existing && Tags)
          tags.put([AlarmArn], { tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) });
      },
    ),
  };
}
