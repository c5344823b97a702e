import type { Lambda } from '../../lambda/create-lambda.ts';
import { deliverEvent } from '../../lambda/deliver-event.ts';
import type { Publish } from '../../sns/create-sns.ts';
import type { AlarmRecord, CompositeRecord } from './alarm-records.ts';

type ActionParts = {
  lambda: Lambda;
  publish: Publish;
  accountId: string;
  log(line: string): void;
};

/**
 * Does what alarms are there for: invokes functions, and tells the subscribers of topics. Other actions are written to the terminal.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
 */
export function createAlarmActions({ lambda, publish, accountId, log }: ActionParts) {
  return (alarm: ActingAlarm, action: string, before: ActingAlarm): void => {
    const { AlarmName, AlarmArn, region } = alarm;
    if (action.split(':')[2] === 'sns') {
      const subject = `${alarm.StateValue}: "${AlarmName}" in ${region}`;
      const why = publish(action, {
        subject,
        text: `${alarm.AlarmDescription ?? ''} ${alarm.StateReason}`.trim(),
      });
      return why === undefined ? undefined : log(`alarm ${AlarmName}: ${why}`);
    }
    if (action.split(':')[2] !== 'lambda') return log(`alarm ${AlarmName}: ${action} would be told`);
    const event = {
      source: 'aws.cloudwatch',
      alarmArn: AlarmArn,
      accountId,
      time: alarm.StateUpdatedTimestamp.replace('Z', '+0000'),
      region,
      alarmData: {
        alarmName: AlarmName,
        state: stateOf(alarm),
        previousState: stateOf(before),
        configuration: {
          description: alarm.AlarmDescription,
          ...('AlarmRule' in alarm && { alarmRule: alarm.AlarmRule }),
          metrics: ('queries' in alarm ? alarm.queries : []).map(
            ({ Id, MetricStat, Expression, ReturnData = true }) => ({
              id: Id,
              ...(Expression !== undefined && { expression: Expression }),
              ...(MetricStat && {
                metricStat: {
                  metric: {
                    namespace: MetricStat.Metric.Namespace,
                    name: MetricStat.Metric.MetricName,
                    dimensions: Object.fromEntries(
                      (MetricStat.Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]),
                    ),
                  },
                  period: MetricStat.Period,
                  stat: MetricStat.Stat,
                },
              }),
              returnData: ReturnData,
            }),
          ),
        },
      },
    };
    const invoker = {
      service: 'lambda.alarms.cloudwatch.amazonaws.com',
      sourceArn: AlarmArn,
      sourceAccount: accountId,
    };
    const why = deliverEvent(lambda, action, invoker, { payload: JSON.stringify(event), region, accountId });
    if (why !== undefined) log(`alarm ${AlarmName}: ${why}`);
  };
}

export type ActingAlarm = AlarmRecord | CompositeRecord;

function stateOf(alarm: ActingAlarm): object {
  const { StateValue: value, StateReason: reason, StateUpdatedTimestamp: timestamp } = alarm;
  return { value, reason, timestamp: timestamp.replace('Z', '+0000') };
}
