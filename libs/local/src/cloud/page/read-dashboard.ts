import type { AlarmRecord, AlarmRecords, CompositeRecord } from '../cloudwatch/alarms/alarm-records.ts';
import type { MetricTable } from '../cloudwatch/metrics/metric-table.ts';
import { readPeriods, type Points } from '../cloudwatch/metrics/read-periods.ts';
import type { Dimension } from '../cloudwatch/metrics/series.ts';

export type ShownAlarm = Readonly<{ name: string; state: string; reason: string; description: string }>;

/** One line of a graph. */
export type ShownSeries = Readonly<{ label: string; points: Points; unit: string }>;

export type ShownWidget = Readonly<{
  title: string;
  /** Absent for a kind of widget that is not drawn here. */
  series?: readonly ShownSeries[];
}>;

export type ShownDashboard = Readonly<{
  name: string;
  alarms: readonly ShownAlarm[];
  widgets: readonly ShownWidget[];
  /** Seconds. */
  period: number;
}>;

/** From, and before, in milliseconds since 1970. */
export type Range = Readonly<{ from: number; before: number }>;

type Properties = {
  title?: string;
  region?: string;
  period?: number;
  stat?: string;
  metrics?: unknown[][];
  alarms?: string[];
};
type Widget = { type?: string; properties?: Properties };

type Parts = Readonly<{ records: AlarmRecords; table: MetricTable; defaultRegion: string }>;

/**
 * A dashboard as it is to be shown: its alarms as they are now, and what its metrics were in a range. `undefined` when there is none
 * of that name.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function readDashboard(name: string, range: Range, parts: Parts): ShownDashboard | undefined {
  const { records, defaultRegion } = parts;
  const found = records.dashboards.get(name);
  if (!found) return undefined;
  const { widgets = [] } = JSON.parse(found.DashboardBody) as { widgets?: Widget[] };
  const arns = new Set(widgets.flatMap(({ properties }) => properties?.alarms ?? []));
  const alarms = [...records.composites.list(), ...records.alarms.list()].filter(({ AlarmArn }) =>
    arns.has(AlarmArn),
  );
  const period = periodFor(range);
  return {
    name,
    period,
    alarms: alarms.map(describe).toSorted(firingFirst),
    widgets: widgets
      .filter(({ type }) => type !== 'alarm')
      .map(({ type, properties = {} }) => ({
        title: properties.title ?? '',
        ...(type === 'metric' && {
          series: readSeries(properties, range, {
            ...parts,
            period,
            region: properties.region ?? defaultRegion,
          }),
        }),
      })),
  };
}

/** Some sixty points are enough to see a shape. */
function periodFor({ from, before }: Range): number {
  return Math.max(60, Math.ceil((before - from) / 60_000 / 60) * 60);
}

function describe(alarm: AlarmRecord | CompositeRecord): ShownAlarm {
  const { AlarmName: name, StateValue: state, StateReason: reason, AlarmDescription = '' } = alarm;
  return { name, state, reason, description: AlarmDescription };
}

function firingFirst(one: ShownAlarm, other: ShownAlarm): number {
  return (
    Number(other.state === 'ALARM') - Number(one.state === 'ALARM') || one.name.localeCompare(other.name)
  );
}

function readSeries(
  { metrics = [], stat: otherwise = 'Average' }: Properties,
  { from, before }: Range,
  { table, period, region }: Parts & { period: number; region: string },
): ShownSeries[] {
  let previous: unknown[] = [];
  return metrics.flatMap((row) => {
    const last = row.at(-1);
    const options = (typeof last === 'object' && last !== null ? last : {}) as {
      stat?: string;
      label?: string;
      expression?: string;
    };
    if (options.expression !== undefined) return [];
    const given = row.filter((part) => typeof part === 'string');
    // A point stands for what the row before has in that place, three for all that is left out.
    const spread =
      given[0] === '...'
        ? [...previous.slice(0, previous.length + 1 - given.length), ...given.slice(1)]
        : given;
    const texts = spread.map((part, index) => (part === '.' ? previous[index] : part)).map(String);
    previous = texts;
    const [namespace = '', name = '', ...rest] = texts;
    const dimensions: Dimension[] = [];
    for (let at = 0; at + 1 < rest.length; at += 2)
      dimensions.push({ Name: rest[at] ?? '', Value: rest[at + 1] ?? '' });
    const series = { region, namespace, name, dimensions };
    const points = readPeriods(table, { series, statistic: options.stat ?? otherwise, period }, from, before);
    return [{ label: options.label ?? name, points, unit: table.unitOf(series) }];
  });
}
