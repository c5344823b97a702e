import { describe, expect, it } from '@jest/globals';
import type { AlarmRecord } from './alarm-records.ts';
import { judge, lastPoints } from './evaluate-alarm.ts';

const alarm = (more: Partial<AlarmRecord>): AlarmRecord =>
  ({
    EvaluationPeriods: 3,
    Threshold: 10,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'missing',
    ...more,
  }) as AlarmRecord;
const none = undefined;

describe('an alarm', () => {
  it.each<[Partial<AlarmRecord>, (number | undefined)[], string | undefined]>([
    [{}, [11, 12, 13], 'ALARM'],
    [{}, [11, 12, 10], 'OK'],
    [{ DatapointsToAlarm: 2 }, [11, 1, 12], 'ALARM'],
    [{ DatapointsToAlarm: 2 }, [11, 1, 1], 'OK'],
    [{ ComparisonOperator: 'GreaterThanOrEqualToThreshold' }, [10, 10, 10], 'ALARM'],
    [{ ComparisonOperator: 'LessThanThreshold' }, [9, 9, 10], 'OK'],
    [{ ComparisonOperator: 'LessThanOrEqualToThreshold' }, [9, 9, 10], 'ALARM'],
    // No data at all.
    [{}, [none, none, none], 'INSUFFICIENT_DATA'],
    [{ TreatMissingData: 'notBreaching' }, [none, none, none], 'OK'],
    [{ TreatMissingData: 'breaching' }, [none, none, none], 'ALARM'],
    [{ TreatMissingData: 'ignore' }, [none, none, none], undefined],
    // Some data.
    [{ TreatMissingData: 'notBreaching' }, [11, none, 11], 'OK'],
    [{ TreatMissingData: 'breaching' }, [11, none, 11], 'ALARM'],
    [{ TreatMissingData: 'ignore' }, [11, none, 11], undefined],
    [{ TreatMissingData: 'missing' }, [11, none, 11], undefined],
    [{ TreatMissingData: 'missing', DatapointsToAlarm: 2 }, [11, none, 11], 'ALARM'],
    [{ TreatMissingData: 'missing' }, [1, none, none], 'OK'],
  ])('of %j with the points %j is %s', (more, points, state) => {
    expect(judge(alarm(more), points)?.state).toBe(state);
  });

  it('looks at its last periods', () => {
    const points = new Map([
      [0, 1],
      [10_000, 2],
      [30_000, 4],
    ]);
    const last = { count: 3, periodMs: 10_000 };
    expect(lastPoints(points, { ...last, before: 39_999 })).toEqual([1, 2, none]);
    expect(lastPoints(points, { ...last, before: 40_000 })).toEqual([2, none, 4]);
  });
});
