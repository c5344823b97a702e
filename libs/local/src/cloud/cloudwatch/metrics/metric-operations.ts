import { AwsError } from '../../endpoint/aws-error.ts';
import type { Operation } from '../../endpoint/call.ts';
import { operation } from '../../endpoint/operation.ts';
import { list, moment, number, oneOf, optional, structure, text } from '../../endpoint/shape.ts';
import {
  DIMENSIONS,
  METRIC_NAME,
  METRIC_QUERY,
  NAMESPACE,
  PERIOD,
  runQueries,
  STATISTIC,
} from './metric-query.ts';
import type { MetricTable } from './metric-table.ts';
import { readPeriods } from './read-periods.ts';
import type { Datum } from './series.ts';

const PAGE = 500;
const MAX_POINTS = 1440;
const HOURS = 3_600_000;

/** The operations on metrics. */
export function metricOperations(table: MetricTable): Record<string, Operation> {
  return {
    PutMetricData: operation(
      structure({
        Namespace: NAMESPACE,
        MetricData: list(
          structure({
            MetricName: METRIC_NAME,
            Dimensions: optional(DIMENSIONS),
            Timestamp: optional(moment()),
            Value: optional(number({ isInteger: false })),
            Values: optional(list(number({ isInteger: false }), { max: 150 })),
            Counts: optional(list(number({ isInteger: false, min: 0 }), { max: 150 })),
            StatisticValues: optional(
              structure({
                SampleCount: number({ isInteger: false, min: 0 }),
                Sum: number({ isInteger: false }),
                Minimum: number({ isInteger: false }),
                Maximum: number({ isInteger: false }),
              }),
            ),
            Unit: optional(text()),
            StorageResolution: optional(number({ min: 1, max: 60 })),
          }),
          { max: 1000 },
        ),
        StrictEntityValidation: optional(text()),
      }),
      ({ Namespace: namespace, MetricData }, { region }) => {
        if (namespace.startsWith('AWS/'))
          throw new AwsError(
            'InvalidParameterValue',
            "The value AWS/ for parameter Namespace is invalid. Namespaces that begin with 'AWS/' are reserved.",
          );
        for (const { MetricName: name, Dimensions: dimensions = [], ...datum } of MetricData)
          table.add({ region, namespace, name, dimensions }, dataOf(name, datum));
      },
    ),
    ListMetrics: operation(
      structure({
        Namespace: optional(NAMESPACE),
        MetricName: optional(METRIC_NAME),
        Dimensions: optional(
          list(structure({ Name: text({ min: 1 }), Value: optional(text({ min: 1 })) }), { max: 10 }),
        ),
        NextToken: optional(text()),
        RecentlyActive: optional(oneOf('PT3H')),
      }),
      ({ Namespace, MetricName, Dimensions = [], NextToken = '0', RecentlyActive }, { region }) => {
        const since = RecentlyActive === undefined ? 0 : Date.now() - 3 * HOURS;
        const all = table
          .list(region)
          .filter(
            ({ namespace, name, dimensions, latest }) =>
              (Namespace === undefined || namespace === Namespace) &&
              (MetricName === undefined || name === MetricName) &&
              latest >= since &&
              Dimensions.every(({ Name, Value }) =>
                dimensions.some((one) => one.Name === Name && (Value === undefined || one.Value === Value)),
              ),
          );
        const start = Number(NextToken);
        return {
          Metrics: all.slice(start, start + PAGE).map(({ namespace, name, dimensions }) => ({
            Namespace: namespace,
            MetricName: name,
            Dimensions: dimensions,
          })),
          NextToken: all.length > start + PAGE ? String(start + PAGE) : undefined,
        };
      },
    ),
    GetMetricStatistics: operation(
      structure({
        Namespace: NAMESPACE,
        MetricName: METRIC_NAME,
        Dimensions: optional(DIMENSIONS),
        StartTime: moment(),
        EndTime: moment(),
        Period: PERIOD,
        Statistics: optional(list(STATISTIC)),
        ExtendedStatistics: optional(list(STATISTIC)),
        Unit: optional(text()),
      }),
      (input, { region }) => {
        const { Namespace: namespace, MetricName: name, Dimensions: dimensions = [] } = input;
        const { StartTime, EndTime, Period: period, Unit: unit } = input;
        if (StartTime >= EndTime)
          throw new AwsError(
            'InvalidParameterValue',
            'The parameter StartTime must be less than the parameter EndTime.',
          );
        if ((EndTime - StartTime) / 1000 / period > MAX_POINTS)
          throw new AwsError(
            'InvalidParameterCombination',
            `You have requested up to ${Math.ceil((EndTime - StartTime) / 1000 / period)} datapoints, which exceeds the limit of 1,440.`,
          );
        const points = new Map<number, Record<string, unknown>>();
        const put = (at: number, members: object): void =>
          void points.set(at, { ...points.get(at), ...members });
        const read = (statistic: string) =>
          readPeriods(
            table,
            { series: { region, namespace, name, dimensions }, statistic, period, unit },
            StartTime,
            EndTime,
          );
        for (const statistic of input.Statistics ?? [])
          for (const [at, value] of read(statistic)) put(at, { [statistic]: value });
        for (const statistic of input.ExtendedStatistics ?? []) {
          for (const [at, value] of read(statistic)) {
            const others = points.get(at)?.['ExtendedStatistics'] as Map<string, number> | undefined;
            put(at, { ExtendedStatistics: new Map([...(others ?? []), [statistic, value]]) });
          }
        }
        return {
          Label: name,
          Datapoints: [...points].map(([at, values]) => ({
            Timestamp: new Date(at),
            Unit: unit ?? table.unitOf({ region, namespace, name, dimensions }),
            ...values,
          })),
        };
      },
    ),
    GetMetricData: operation(
      structure({
        MetricDataQueries: list(METRIC_QUERY, { max: 500 }),
        StartTime: moment(),
        EndTime: moment(),
        ScanBy: optional(oneOf('TimestampDescending', 'TimestampAscending')),
        NextToken: optional(text()),
        MaxDatapoints: optional(number()),
        LabelOptions: optional(structure({ Timezone: optional(text()) })),
      }),
      ({ MetricDataQueries, StartTime, EndTime, ScanBy = 'TimestampDescending' }, { region }) => {
        const results = runQueries(table, region, MetricDataQueries, StartTime, EndTime);
        return {
          Messages: [],
          MetricDataResults: MetricDataQueries.filter(({ ReturnData = true }) => ReturnData).map(
            ({ Id, Label, MetricStat }) => {
              const points = [...(results.get(Id) ?? [])].sort(([one], [other]) =>
                ScanBy === 'TimestampAscending' ? one - other : other - one,
              );
              return {
                Id,
                Label: Label ?? MetricStat?.Metric.MetricName ?? Id,
                StatusCode: 'Complete',
                Timestamps: points.map(([at]) => new Date(at)),
                Values: points.map(([, value]) => value),
              };
            },
          ),
        };
      },
    ),
  };
}

type Given = {
  Timestamp?: number;
  Value?: number;
  Values?: number[];
  Counts?: number[];
  StatisticValues?: { SampleCount: number; Sum: number; Minimum: number; Maximum: number };
  Unit?: string;
};

function dataOf(name: string, given: Given): Datum[] {
  const { Timestamp: at = Date.now(), Value, Values, Counts, StatisticValues, Unit: unit = 'None' } = given;
  if (Values) {
    if (Counts && Counts.length !== Values.length)
      throw new AwsError(
        'InvalidParameterValue',
        `The parameters Values and Counts of ${name} must be of the same length.`,
      );
    return Values.map((value, index) => ({ at, value, count: Counts?.[index] ?? 1, unit }));
  }
  if (StatisticValues) return ofStatistics(StatisticValues, at, unit);
  if (Value === undefined)
    throw new AwsError('MissingParameter', `The parameter MetricData.member.1.Value of ${name} is required.`);
  return [{ at, value: Value, count: 1, unit }];
}

/** The least, the most, and the rest in the middle: sum, count, extremes and average come out as they were given. */
function ofStatistics(
  { SampleCount, Sum, Minimum, Maximum }: NonNullable<Given['StatisticValues']>,
  at: number,
  unit: string,
): Datum[] {
  if (SampleCount <= 1) return [{ at, value: Sum, count: SampleCount, unit }];
  const rest = SampleCount - 2;
  return [
    { at, value: Minimum, count: 1, unit },
    { at, value: Maximum, count: 1, unit },
    ...(rest > 0 ? [{ at, value: (Sum - Minimum - Maximum) / rest, count: rest, unit }] : []),
  ];
}
