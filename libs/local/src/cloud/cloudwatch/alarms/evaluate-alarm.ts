import type { Points } from '../metrics/read-periods.ts';
import type { AlarmRecord, AlarmState } from './alarm-records.ts';

export type Judgement = { state: AlarmState; reason: string };

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
const WORDS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

export function isComparison(operator: string): boolean {
  return Object.hasOwn(COMPARISONS, operator);
}

/**
 * Judges an alarm by the points of its last periods, the oldest first; `undefined` is a period without data.
 *
 * Assumed: only these periods are looked at. AWS looks back a little further for points in the place of missing ones.
 *
 * @returns `undefined` when the state stays what it is
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function judge(alarm: AlarmRecord, points: readonly (number | undefined)[]): Judgement | undefined {
  const { EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods, TreatMissingData, Threshold } = alarm;
  const compare = COMPARISONS[alarm.ComparisonOperator];
  if (!compare) throw new Error(`There is no comparison ${alarm.ComparisonOperator}.`);
  const found = points.filter((value) => value !== undefined);
  const breaching = found.filter((value) => compare(value, Threshold));
  const missing = points.length - found.length;
  const counted = breaching.length + (TreatMissingData === 'breaching' ? missing : 0);
  const shown = found.map((value) => String(value)).join(', ');
  const words = WORDS[alarm.ComparisonOperator] ?? '';
  if (counted >= DatapointsToAlarm) {
    return {
      state: 'ALARM',
      reason: `Threshold Crossed: ${counted} out of the last ${EvaluationPeriods} datapoints [${shown}] was ${words} the threshold (${Threshold}) (minimum ${DatapointsToAlarm} datapoint${DatapointsToAlarm === 1 ? '' : 's'} for OK -> ALARM transition).`,
    };
  }
  if (found.length === 0 && TreatMissingData === 'missing') {
    return {
      state: 'INSUFFICIENT_DATA',
      reason: `Insufficient Data: ${missing} datapoints were unknown.`,
    };
  }
  if (TreatMissingData === 'ignore' && missing > 0 && found.length < DatapointsToAlarm) return undefined;
  // Periods that nothing is known of could still be breaching.
  if (
    TreatMissingData === 'missing' &&
    missing > 0 &&
    breaching.length + missing >= DatapointsToAlarm &&
    breaching.length > 0
  )
    return undefined;
  return {
    state: 'OK',
    reason: `Threshold Crossed: ${found.length} datapoints [${shown}] were not ${words} the threshold (${Threshold})${missing > 0 ? `, ${missing} missing datapoints were treated as [${TreatMissingData}]` : ''}.`,
  };
}

/** Values of the last periods before a moment, the oldest first. */
export function lastPoints(
  points: Points,
  { count, periodMs, before }: { count: number; periodMs: number; before: number },
): (number | undefined)[] {
  const end = Math.floor(before / periodMs) * periodMs;
  return Array.from({ length: count }, (_, index) => points.get(end - (count - index) * periodMs));
}
