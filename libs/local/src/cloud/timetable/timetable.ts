import { nextTime } from './next-time.ts';
import { parseSchedule } from './parse-schedule.ts';

/** Something that is due again and again. */
export type Timed = {
  /** Tells it apart from all others. */
  key: string;
  expression: string;
  timeZone?: string | undefined;
  /** Where rates are counted from, in milliseconds since 1970. */
  start: number;
  /** It is not due before. Default: the start. */
  notBefore?: number | undefined;
};

const LOOK_MS = 1000;

export type Timetable = { close(): void };

/**
 * Looks every second at what is due.
 *
 * Assumed: what was due while the local AWS was not running is not made up for.
 *
 * @param list everything that is timed; one that is not listed any more is forgotten
 * @param fire does what is due, told when it was due
 */
export function runTimetable(
  list: () => readonly Timed[],
  fire: (key: string, due: number) => void,
  log: (line: string) => void,
): Timetable {
  const dueAt = new Map<string, { of: string; at: number | undefined }>();
  let before = Date.now();
  const look = (): void => {
    const now = Date.now();
    const timed = list();
    for (const one of timed) {
      const of = JSON.stringify(one);
      const known = dueAt.get(one.key);
      // A new one may be due since the last look.
      const at = known?.of === of ? known.at : planAfter(one, before - 1);
      if (at === undefined || at > now) {
        dueAt.set(one.key, { of, at });
        continue;
      }
      dueAt.set(one.key, { of, at: planAfter(one, now) });
      try {
        fire(one.key, at);
      } catch (error) {
        log(`${one.key}: ${(error as Error).stack}`);
      }
    }
    const keys = new Set(timed.map(({ key }) => key));
    for (const key of dueAt.keys()) if (!keys.has(key)) dueAt.delete(key);
    before = now;
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return { close: () => clearInterval(timer) };
}

function planAfter(
  { expression, start, timeZone, notBefore = start }: Timed,
  after: number,
): number | undefined {
  const schedule = parseSchedule(expression);
  return schedule && nextTime(schedule, { after: Math.max(after, notBefore - 1), start, timeZone });
}
