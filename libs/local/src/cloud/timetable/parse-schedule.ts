import { parseCron, type Cron } from './parse-cron.ts';

/** When something recurs: every so often, at times of the calendar, or once. */
export type Schedule =
  | { kind: 'rate'; everyMs: number }
  | { kind: 'cron'; cron: Cron }
  /** Local time, `2026-01-31T12:00:00`. */
  | { kind: 'at'; time: string };

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `rate(5 minutes)`, `cron(0 12 ? * MON-FRI *)` or `at(2026-01-31T12:00:00)`; `undefined` for what is none of them.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseSchedule(expression: string): Schedule | undefined {
  const [, kind, inner = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'rate') {
    const [, count = '0', unit = '', plural] = /^(\d+)\s+(minute|hour|day)(s)?$/.exec(inner.trim()) ?? [];
    const isRight = Number(count) > 0 && (count === '1') === (plural === undefined);
    return isRight ? { kind: 'rate', everyMs: Number(count) * (UNITS[unit] ?? 0) } : undefined;
  }
  if (kind === 'cron') {
    const cron = parseCron(inner);
    return cron && { kind: 'cron', cron };
  }
  if (
    kind === 'at' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inner) &&
    !Number.isNaN(Date.parse(`${inner}Z`))
  )
    return { kind: 'at', time: inner };
  return undefined;
}
