import { AwsError } from '../../endpoint/aws-error.ts';
import { periodOf, runQueries } from '../metrics/metric-query.ts';
import type { MetricTable } from '../metrics/metric-table.ts';
import type { ActingAlarm } from './alarm-actions.ts';
import type { AlarmRecord, AlarmRecords, CompositeRecord } from './alarm-records.ts';
import { isComposite } from './describe-alarm.ts';
import { judge, lastPoints, type Judgement } from './evaluate-alarm.ts';
import { parseAlarmRule } from './parse-alarm-rule.ts';

export type AlarmWatchParts = {
  records: AlarmRecords;
  table: MetricTable;
  /** Does what an action of an alarm is there for. */
  act(alarm: ActingAlarm, action: string, before: ActingAlarm): void;
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
  const { alarms, composites, history } = records;
  const nextPeriods = new Map<string, number>();

  const enter = (alarm: ActingAlarm, { state, reason }: Judgement): void => {
    const now = new Date().toISOString();
    const news = { StateValue: state, StateReason: reason, StateUpdatedTimestamp: now };
    const changed: ActingAlarm = { ...alarm, ...news };
    const key = [alarm.region, alarm.AlarmName];
    if (isComposite(changed)) composites.put(key, changed);
    else alarms.put(key, changed);
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

  const judgeComposite = ({ region, AlarmName, AlarmRule }: CompositeRecord): Judgement => {
    const { names, holds } = parseAlarmRule(AlarmRule);
    const stateOf = (name: string) => (alarms.get(region, name) ?? composites.get(region, name))?.StateValue;
    const states = [...names].map((name) => `${name} is ${stateOf(name) ?? 'gone'}`).join(', ');
    return { state: holds(stateOf) ? 'ALARM' : 'OK', reason: `The rule of ${AlarmName}: ${states}.` };
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
    for (const composite of composites.list()) {
      const judgement = judgeComposite(composite);
      if (judgement.state !== composite.StateValue) enter(composite, judgement);
    }
  };
  const timer = setInterval(look, LOOK_MS);
  const pruning = setInterval(() => table.removeOld(Date.now()), 3_600_000);
  timer.unref();
  pruning.unref();
  return {
    enter(alarm: ActingAlarm, judgement: Judgement): void {
      if (isComposite(alarm)) return enter(alarm, judgement);
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

function actionsOf({ StateValue, AlarmActions, OKActions, InsufficientDataActions }: ActingAlarm): string[] {
  return { ALARM: AlarmActions, OK: OKActions, INSUFFICIENT_DATA: InsufficientDataActions }[StateValue];
}
