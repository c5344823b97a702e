import { AwsError } from '../../endpoint/aws-error.ts';
import type { Call, Operation } from '../../endpoint/call.ts';
import { operation } from '../../endpoint/operation.ts';
import { flag, list, moment, number, oneOf, optional, structure, text } from '../../endpoint/shape.ts';
import {
  checkQueries,
  DIMENSIONS,
  METRIC_NAME,
  METRIC_QUERY,
  NAMESPACE,
  PERIOD,
  STATISTIC,
  type MetricQuery,
} from '../metrics/metric-query.ts';
import { dimensionsKey, type Dimension } from '../metrics/series.ts';
import type { AlarmRecord, AlarmRecords, CompositeRecord } from './alarm-records.ts';
import { describeAlarm, isComposite } from './describe-alarm.ts';
import { isComparison } from './evaluate-alarm.ts';
import type { AlarmWatch } from './watch-alarms.ts';

const NAME = text({ min: 1, max: 255 });
const ACTIONS = optional(list(text({ min: 1, max: 1024 }), { max: 5 }));
const STATE = oneOf('OK', 'ALARM', 'INSUFFICIENT_DATA');
export const TAGS = optional(
  list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }), { max: 50 }),
);
const PAGE = 100;

/** The operations on alarms of metrics and of expressions, and what those share with alarms of alarms. */
export function alarmOperations(
  { alarms, composites, history, tags }: AlarmRecords,
  watch: AlarmWatch,
): Record<string, Operation> {
  const find = (name: string, { region }: Call): AlarmRecord | CompositeRecord => {
    const found = alarms.get(region, name) ?? composites.get(region, name);
    if (!found) throw new AwsError('ResourceNotFound', `Unknown: ${name}`, { status: 404 });
    return found;
  };
  const setActions = (ActionsEnabled: boolean) =>
    operation(structure({ AlarmNames: list(NAME, { max: 100 }) }), ({ AlarmNames }, { region }) => {
      for (const name of AlarmNames) {
        const alarm = alarms.get(region, name);
        if (alarm) alarms.put([region, name], { ...alarm, ActionsEnabled });
        const composite = composites.get(region, name);
        if (composite) composites.put([region, name], { ...composite, ActionsEnabled });
      }
    });
  return {
    PutMetricAlarm: operation(
      structure({
        AlarmName: NAME,
        AlarmDescription: optional(text({ max: 1024 })),
        ActionsEnabled: optional(flag()),
        OKActions: ACTIONS,
        AlarmActions: ACTIONS,
        InsufficientDataActions: ACTIONS,
        MetricName: optional(METRIC_NAME),
        Namespace: optional(NAMESPACE),
        Statistic: optional(oneOf('SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum')),
        ExtendedStatistic: optional(STATISTIC),
        Dimensions: optional(DIMENSIONS),
        Period: optional(PERIOD),
        Unit: optional(text()),
        EvaluationPeriods: number({ min: 1 }),
        DatapointsToAlarm: optional(number({ min: 1 })),
        Threshold: number({ isInteger: false }),
        ComparisonOperator: text(),
        TreatMissingData: optional(oneOf('breaching', 'notBreaching', 'ignore', 'missing')),
        Metrics: optional(list(METRIC_QUERY, { max: 20 })),
        Tags: TAGS,
      }),
      (input, { region, accountId }) => {
        const { AlarmName, ComparisonOperator, EvaluationPeriods, DatapointsToAlarm } = input;
        if (!isComparison(ComparisonOperator))
          throw new AwsError(
            'ValidationError',
            `The local AWS does not know the comparison ${ComparisonOperator}.`,
          );
        if (DatapointsToAlarm !== undefined && DatapointsToAlarm > EvaluationPeriods)
          throw new AwsError(
            'ValidationError',
            'DatapointsToAlarm must be less than or equal to EvaluationPeriods',
          );
        const queries = queriesOf(input);
        assertPeriods(queries);
        const existing = alarms.get(region, AlarmName);
        const now = new Date().toISOString();
        const AlarmArn = `arn:aws:cloudwatch:${region}:${accountId}:alarm:${AlarmName}`;
        alarms.put([region, AlarmName], {
          region,
          AlarmName,
          AlarmArn,
          ...(input.AlarmDescription !== undefined && { AlarmDescription: input.AlarmDescription }),
          ActionsEnabled: input.ActionsEnabled ?? true,
          OKActions: input.OKActions ?? [],
          AlarmActions: input.AlarmActions ?? [],
          InsufficientDataActions: input.InsufficientDataActions ?? [],
          queries,
          isMath: input.Metrics !== undefined,
          EvaluationPeriods,
          ...(DatapointsToAlarm !== undefined && { DatapointsToAlarm }),
          Threshold: input.Threshold,
          ComparisonOperator,
          TreatMissingData: input.TreatMissingData ?? 'missing',
          StateValue: existing?.StateValue ?? 'INSUFFICIENT_DATA',
          StateReason: existing?.StateReason ?? 'Unchecked: Initial alarm creation',
          StateUpdatedTimestamp: existing?.StateUpdatedTimestamp ?? now,
          AlarmConfigurationUpdatedTimestamp: now,
        });
        if (!existing && input.Tags)
          tags.put([AlarmArn], {
            tags: Object.fromEntries(input.Tags.map(({ Key, Value }) => [Key, Value])),
          });
      },
    ),
    DescribeAlarms: operation(
      structure({
        AlarmNames: optional(list(NAME, { max: 100 })),
        AlarmNamePrefix: optional(text()),
        AlarmTypes: optional(list(oneOf('MetricAlarm', 'CompositeAlarm'))),
        StateValue: optional(STATE),
        ActionPrefix: optional(text()),
        MaxRecords: optional(number({ min: 1, max: 100 })),
        NextToken: optional(text()),
      }),
      (
        {
          AlarmNames,
          AlarmNamePrefix = '',
          // AWS tells of others only when it is asked for them.
          AlarmTypes = ['MetricAlarm'],
          StateValue,
          MaxRecords = PAGE,
          NextToken = '0',
        },
        { region },
      ) => {
        const found = [
          ...(AlarmTypes.includes('CompositeAlarm') ? composites.list(region) : []),
          ...(AlarmTypes.includes('MetricAlarm') ? alarms.list(region) : []),
        ].filter(
          (alarm) =>
            (!AlarmNames || AlarmNames.includes(alarm.AlarmName)) &&
            alarm.AlarmName.startsWith(AlarmNamePrefix) &&
            (StateValue === undefined || alarm.StateValue === StateValue),
        );
        const start = Number(NextToken);
        const page = found.slice(start, start + MaxRecords);
        return {
          MetricAlarms: page.filter((alarm) => !isComposite(alarm)).map(describeAlarm),
          CompositeAlarms: page.filter(isComposite).map(describeAlarm),
          NextToken: found.length > start + MaxRecords ? String(start + MaxRecords) : undefined,
        };
      },
    ),
    DescribeAlarmsForMetric: operation(
      structure({
        Namespace: NAMESPACE,
        MetricName: METRIC_NAME,
        Dimensions: optional(DIMENSIONS),
        Period: optional(PERIOD),
        Statistic: optional(text()),
        ExtendedStatistic: optional(text()),
        Unit: optional(text()),
      }),
      ({ Namespace, MetricName, Dimensions = [] }, { region }) => ({
        MetricAlarms: alarms
          .list(region)
          .filter(({ queries }) =>
            queries.some(({ MetricStat }) => {
              const metric = MetricStat?.Metric;
              return (
                metric?.Namespace === Namespace &&
                metric.MetricName === MetricName &&
                dimensionsKey(metric.Dimensions ?? []) === dimensionsKey(Dimensions)
              );
            }),
          )
          .map(describeAlarm),
      }),
    ),
    DescribeAlarmHistory: operation(
      structure({
        AlarmName: optional(NAME),
        AlarmTypes: optional(list(text())),
        HistoryItemType: optional(oneOf('ConfigurationUpdate', 'StateUpdate', 'Action')),
        StartDate: optional(moment()),
        EndDate: optional(moment()),
        MaxRecords: optional(number({ min: 1, max: 100 })),
        NextToken: optional(text()),
        ScanBy: optional(text()),
      }),
      ({ AlarmName, HistoryItemType, MaxRecords = PAGE }, { region }) => ({
        AlarmHistoryItems: history
          .list(region, ...(AlarmName === undefined ? [] : [AlarmName]))
          .filter((item) => HistoryItemType === undefined || item.HistoryItemType === HistoryItemType)
          .reverse()
          .slice(0, MaxRecords)
          .map(({ Timestamp, ...item }) => ({
            ...item,
            AlarmType: 'MetricAlarm',
            Timestamp: new Date(Timestamp),
          })),
      }),
    ),
    DeleteAlarms: operation(structure({ AlarmNames: list(NAME, { max: 100 }) }), ({ AlarmNames }, call) => {
      for (const { AlarmName, AlarmArn, region } of AlarmNames.map((name) => find(name, call))) {
        alarms.delete(region, AlarmName);
        composites.delete(region, AlarmName);
        tags.delete(AlarmArn);
      }
    }),
    SetAlarmState: operation(
      structure({
        AlarmName: NAME,
        StateValue: STATE,
        StateReason: text({ max: 1023 }),
        StateReasonData: optional(text({ max: 4000 })),
      }),
      ({ AlarmName, StateValue, StateReason }, call) => {
        watch.enter(find(AlarmName, call), { state: StateValue, reason: StateReason });
      },
    ),
    EnableAlarmActions: setActions(true),
    DisableAlarmActions: setActions(false),
  };
}

/** Shorter periods can be read, and no alarm has them. */
function assertPeriods(queries: readonly MetricQuery[]): void {
  const isShort = queries.some(({ MetricStat, Period }) => (MetricStat?.Period ?? Period ?? 60) < 10);
  if (isShort)
    throw new AwsError('ValidationError', 'The period of an alarm must be 10, 20, 30 or a multiple of 60.');
}

type Given = {
  AlarmName: string;
  MetricName?: string;
  Namespace?: string;
  Statistic?: string;
  ExtendedStatistic?: string;
  Dimensions?: Dimension[];
  Period?: number;
  Unit?: string;
  Metrics?: MetricQuery[];
};

/** One metric is a query too. */
function queriesOf(given: Given): MetricQuery[] {
  const { Metrics, MetricName, Namespace, Statistic, ExtendedStatistic, Dimensions, Period, Unit } = given;
  const stat = Statistic ?? ExtendedStatistic;
  if (Metrics) {
    if (MetricName !== undefined)
      throw new AwsError(
        'InvalidParameterCombination',
        'The parameters MetricName and Metrics cannot be given together.',
      );
    const returned = Metrics.filter(({ ReturnData = true }) => ReturnData);
    if (returned.length !== 1)
      throw new AwsError('ValidationError', 'Exactly one element of the metrics list should return data.');
    checkQueries(Metrics);
    return Metrics;
  }
  if (MetricName === undefined || Namespace === undefined || stat === undefined || Period === undefined)
    throw new AwsError(
      'ValidationError',
      `The alarm ${given.AlarmName} needs Namespace, MetricName, Period and a statistic, or Metrics.`,
    );
  const Metric = { Namespace, MetricName, Dimensions: Dimensions ?? [] };
  const MetricStat = { Metric, Period, Stat: stat, ...(Unit !== undefined && { Unit }) };
  return [{ Id: 'm', MetricStat, ReturnData: true }];
}
