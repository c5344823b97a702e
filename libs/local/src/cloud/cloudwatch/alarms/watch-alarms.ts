import { AwsError } from '../../endpoint/aws-error.ts';
import { periodOf, runQueries } from '../metrics/metric-query.ts';
import type { MetricTable } from '../metrics/metric-table.ts';
import type { AlarmRecord, AlarmRecords } from './alarm-records.ts';
import { judge, lastPoints, type Judgement } from './evaluate-alarm.ts';

export type AlarmWatchParts = {
  records: AlarmRecords;
  table: MetricTable;
  /** Does what an action of an alarm is there for. */
  act(alarm: AlarmRecord, action: string, before: AlarmRecord): void;
  log(line: string): void;
};

const LOOK_MS = 1000;

export type AlarmWatch = ReturnType<typeof watchAlarms>;

/**
 * Evaluates alarms until it is closed.
 *
 * Assumed: an alarm fires within a second after its last period breaches, even before the period is over; it is over when a
 * whole period says so. AWS looks once a minute, or every ten seconds for short periods.
 */
export function watchAlarms({ records, table, act, log }: AlarmWatchParts) {
  const { alarms, history } = records;
  const nextPeriods = new Map<string, number>();

  const enter = (alarm: AlarmRecord, { state, reason }: Judgement): void => {
    const now = new Date().toISOString();
    const changed: AlarmRecord = {
      ...alarm,
      StateValue: state,
      StateReason: reason,
      StateUpdatedTimestamp: now,
    };
    alarms.put([alarm.region, alarm.AlarmName], changed);
    if (state === alarm.StateValue) return;
    const summary = `Alarm updated from ${alarm.StateValue} to ${state}`;
    const { region, AlarmName } = alarm;
    history.put([region, AlarmName, now], {
      AlarmName,
      Timestamp: now,
      HistoryItemType: 'StateUpdate',
      HistorySummary: summary,
    });
    log(`${state.padEnd(5)} alarm ${AlarmName}: ${reason}`);
    if (!alarm.ActionsEnabled) return;
    for (const action of actionsOf(changed)) act(changed, action, alarm);
  };

  /** What an alarm comes to at a moment; `undefined` when it stays as it is. */
  const evaluate = (alarm: AlarmRecord, now: number): Judgement | undefined => {
    const periodMs = periodOf(alarm.queries) * 1000;
    const count = alarm.EvaluationPeriods;
    const id = alarm.queries.find(({ ReturnData = true }) => ReturnData)?.Id ?? '';
    const from = Math.floor(now / periodMs) * periodMs - count * periodMs;
    const points =
      runQueries(table, alarm.region, alarm.queries, from, now + 1).get(id) ?? new Map<number, number>();
    const key = `${alarm.region} ${alarm.AlarmName}`;
    const current = lastPoints(points, { count, periodMs, before: now + periodMs });
    if (current.at(-1) !== undefined) {
      const early = judge(alarm, current);
      if (early?.state === 'ALARM') return early;
    }
    if (now < (nextPeriods.get(key) ?? 0)) return undefined;
    nextPeriods.set(key, (Math.floor(now / periodMs) + 1) * periodMs);
    return judge(alarm, lastPoints(points, { count, periodMs, before: now }));
  };

  const look = (): void => {
    const now = Date.now();
    for (const alarm of alarms.list()) {
      try {
        const judgement = evaluate(alarm, now);
        if (judgement && judgement.state !== alarm.StateValue) enter(alarm, judgement);
      } catch (error) {
        const { message, stack } = error as Error;
        log(`alarm ${alarm.AlarmName}: ${error instanceof AwsError ? message : stack}`);
      }
    }
  };
  const timer = setInterval(look, LOOK_MS);
  const pruning = setInterval(() => table.removeOld(Date.now()), 3_600_000);
  timer.unref();
  pruning.unref();
  return {
    enter(alarm: AlarmRecord, judgement: Judgement): void {
      const periodMs = periodOf(alarm.queries) * 1000;
      // Until the period is over a state that was set by hand stays.
      nextPeriods.set(
        `${alarm.region} ${alarm.AlarmName}`,
        (Math.floor(Date.now() / periodMs) + 1) * periodMs,
      );
      enter(alarm, judgement);
    },
    close(): void {
      clearInterval(timer);
      clearInterval(pruning);
    },
  };
}

function actionsOf({ StateValue, AlarmActions, OKActions, InsufficientDataActions }: AlarmRecord): string[] {
  return { ALARM: AlarmActions, OK: OKActions, INSUFFICIENT_DATA: InsufficientDataActions }[StateValue];
}
