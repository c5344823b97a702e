/** Times of the calendar. */
export type Cron = {
  minutes: readonly number[];
  hours: readonly number[];
  months: ReadonlySet<number>;
  years: ReadonlySet<number>;
  /** Whether a day is among those meant. */
  isDay(day: CalendarDay): boolean;
};

export type CalendarDay = { year: number; /** 1 is January. */ month: number; day: number };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * Reads the six fields of a cron expression of AWS: minutes, hours, day of the month, month, day of the week (1 is Sunday),
 * year; one of the two days must be `?`. `undefined` when they are not right.
 */
export function parseCron(text: string): Cron | undefined {
  const fields = text.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (fields.length !== 6 || (dayOfMonth === '?') === (dayOfWeek === '?')) return undefined;
  const minutes = parseField(minute, 0, 59);
  const hours = parseField(hour, 0, 23);
  const months = parseField(month, 1, 12, MONTHS, 1);
  const years = parseField(year, 1970, 2199);
  const isDay = dayOfWeek === '?' ? parseDayOfMonth(dayOfMonth) : parseDayOfWeek(dayOfWeek);
  if (!minutes || !hours || !months || !years || !isDay) return undefined;
  return { minutes, hours, months: new Set(months), years: new Set(years), isDay };
}

/** `*`, `1,2`, `1-5`, `0/15`, names. */
function parseField(
  text: string,
  min: number,
  max: number,
  names: readonly string[] = [],
  first = 0,
): number[] | undefined {
  const toNumber = (word: string): number => {
    const at = names.indexOf(word.toUpperCase());
    return at === -1 ? (/^\d+$/.test(word) ? Number(word) : Number.NaN) : at + first;
  };
  const values: number[] = [];
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/');
    const [from, to] = range === '*' ? [min, max] : range.split('-').map(toNumber);
    const start = from ?? Number.NaN;
    const end = to ?? (step === undefined ? start : max);
    const by = step === undefined ? 1 : Number(step);
    if (!(start >= min && end <= max && start <= end && by >= 1)) return undefined;
    for (let value = start; value <= end; value += by) values.push(value);
  }
  return [...new Set(values)].sort((one, other) => one - other);
}

/** Days, `L` for the last one, `15W` for the weekday nearest to it. */
function parseDayOfMonth(text: string): Cron['isDay'] | undefined {
  if (text === 'L') return ({ year, month, day }) => day === lastDay(year, month);
  if (text === 'LW') return (at) => at.day === nearestWeekday(at, lastDay(at.year, at.month));
  const nearest = /^(\d{1,2})W$/.exec(text)?.[1];
  if (nearest !== undefined)
    return (at) => at.day === nearestWeekday(at, Math.min(Number(nearest), lastDay(at.year, at.month)));
  const days = parseField(text, 1, 31);
  return days && (({ day }) => days.includes(day));
}

/** Weekdays, `6L` for the last Friday, `2#1` for the first Monday. */
function parseDayOfWeek(text: string): Cron['isDay'] | undefined {
  const [, last] = /^(\d|[A-Z]{3})L$/i.exec(text) ?? [];
  const [, nth, count] = /^(\d|[A-Z]{3})#([1-5])$/i.exec(text) ?? [];
  const [one] = parseField(last ?? nth ?? '', 1, 7, WEEKDAYS, 1) ?? [];
  if (last !== undefined && one !== undefined)
    return (at) => weekdayOf(at) === one && at.day + 7 > lastDay(at.year, at.month);
  if (nth !== undefined && one !== undefined)
    return (at) => weekdayOf(at) === one && Math.ceil(at.day / 7) === Number(count);
  const days = text === 'L' ? [7] : parseField(text, 1, 7, WEEKDAYS, 1);
  return days && ((at) => days.includes(weekdayOf(at)));
}

function weekdayOf({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The weekday of the same month that is nearest. */
function nearestWeekday({ year, month }: CalendarDay, day: number): number {
  const weekday = weekdayOf({ year, month, day });
  if (weekday === 7) return day === 1 ? 3 : day - 1;
  if (weekday === 1) return day === lastDay(year, month) ? day - 2 : day + 1;
  return day;
}
