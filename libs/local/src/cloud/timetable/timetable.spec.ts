import { describe, expect, it } from '@jest/globals';
import { nextTime } from './next-time.ts';
import { parseSchedule } from './parse-schedule.ts';

const next = (expression: string, after: string, timeZone?: string): string | undefined => {
  const schedule = parseSchedule(expression);
  if (!schedule) throw new Error(`${expression} is none.`);
  const found = nextTime(schedule, {
    after: Date.parse(after),
    start: Date.parse('2026-01-01T00:00:30Z'),
    timeZone,
  });
  return found === undefined ? undefined : new Date(found).toISOString();
};

describe('a schedule', () => {
  it.each([
    ['rate(5 minutes)', '2026-01-01T00:00:30Z', '2026-01-01T00:05:30.000Z'],
    ['rate(5 minutes)', '2026-01-01T00:06:00Z', '2026-01-01T00:10:30.000Z'],
    ['rate(1 day)', '2026-03-01T12:00:00Z', '2026-03-02T00:00:30.000Z'],
    ['rate(1 hour)', '2025-12-31T00:00:00Z', '2026-01-01T00:00:30.000Z'],
    ['cron(0 12 * * ? *)', '2026-01-01T12:00:00Z', '2026-01-02T12:00:00.000Z'],
    ['cron(0/15 8-17 ? * MON-FRI *)', '2026-01-02T17:45:00Z', '2026-01-05T08:00:00.000Z'],
    ['cron(30 6 L * ? *)', '2026-02-01T00:00:00Z', '2026-02-28T06:30:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['cron(0 9 ? * 2#1 *)', '2026-01-06T00:00:00Z', '2026-02-02T09:00:00.000Z'],
    ['cron(0 9 ? * FRIL *)', '2026-01-01T00:00:00Z', '2026-01-30T09:00:00.000Z'],
    ['cron(0 9 1W * ? *)', '2026-01-02T00:00:00Z', '2026-02-02T09:00:00.000Z'],
    ['cron(0 9 LW * ? *)', '2026-01-01T00:00:00Z', '2026-01-30T09:00:00.000Z'],
    ['cron(0 0 1 JAN,JUL ? *)', '2026-01-01T00:00:00Z', '2026-07-01T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2027)', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2025)', '2026-01-01T00:00:00Z', undefined],
    ['at(2026-06-01T12:00:00)', '2026-01-01T00:00:00Z', '2026-06-01T12:00:00.000Z'],
    ['at(2026-06-01T12:00:00)', '2026-06-01T12:00:00Z', undefined],
  ])('%s comes next after %s at %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it.each([
    ['cron(0 9 * * ? *)', '2026-03-28T12:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['cron(0 9 * * ? *)', '2026-03-27T12:00:00Z', '2026-03-28T08:00:00.000Z'],
    // Clocks are put forward from 02:00 to 03:00.
    ['cron(30 2 29 3 ? *)', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
    ['at(2026-07-01T12:00:00)', '2026-01-01T00:00:00Z', '2026-07-01T10:00:00.000Z'],
  ])('%s in Zurich comes next after %s at %s', (expression, after, expected) => {
    expect(next(expression, after, 'Europe/Zurich')).toBe(expected);
  });

  it.each([
    'rate(5 minute)',
    'rate(1 minutes)',
    'rate(0 minutes)',
    'rate(5 seconds)',
    'cron(0 12 * * * *)',
    'cron(0 12 ? * ? *)',
    'cron(60 12 * * ? *)',
    'cron(0 12 * * ?)',
    'cron(0 12 * MAI ? *)',
    'cron(5-1 12 * * ? *)',
    'cron(0/0 12 * * ? *)',
    'at(tomorrow)',
    'at(2026-13-01T00:00:00)',
    'every day',
  ])('%s is none', (expression) => {
    expect(parseSchedule(expression)).toBeUndefined();
  });
});
