import type { Schedule } from './parse-schedule.ts';

const DAY_MS = 86_400_000;
/** Beyond that nothing comes any more: the years of an expression are over. */
const MAX_DAYS = 366 * 200;

/**
 * The next time after a moment, both in milliseconds since 1970; `undefined` when there is none any more.
 *
 * @param start where rates are counted from
 * @param timeZone of times of the calendar. Default UTC
 */
export function nextTime(
  schedule: Schedule,
  { after, start, timeZone = 'UTC' }: { after: number; start: number; timeZone?: string | undefined },
): number | undefined {
  if (schedule.kind === 'rate') {
    const count = Math.floor((after - start) / schedule.everyMs) + 1;
    return start + Math.max(0, count) * schedule.everyMs;
  }
  if (schedule.kind === 'at') {
    const at = toUtc(Date.parse(`${schedule.time}Z`), timeZone);
    return at > after ? at : undefined;
  }
  const { cron } = schedule;
  // Days of the local calendar, as if they were UTC.
  const first = Math.floor((after + offsetAt(after, timeZone)) / DAY_MS) * DAY_MS;
  for (let index = 0; index < MAX_DAYS; index += 1) {
    const date = new Date(first + index * DAY_MS);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    if (year > 2199) return undefined;
    if (!cron.years.has(year) || !cron.months.has(month) || !cron.isDay({ year, month, day })) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const local = date.getTime() + (hour * 60 + minute) * 60_000;
        const at = toUtc(local, timeZone);
        if (at > after) return at;
      }
    }
  }
  return undefined;
}

/** A local time as a moment. Assumed: one that a clock change leaves out comes an hour later. */
function toUtc(local: number, timeZone: string): number {
  const guess = local - offsetAt(local, timeZone);
  return local - offsetAt(guess, timeZone);
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. Throws RangeError for an unknown zone. */
export function offsetAt(moment: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(moment / 1000) * 1000;
}
