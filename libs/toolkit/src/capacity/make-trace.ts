/** Requests that arrive at random at one rate. */
export type Segment = Readonly<{
  /** When it starts, in seconds. */
  start: number;
  seconds: number;
  /** Requests a second, on average. */
  rate: number;
  /** Seconds that it stands for, divided by `seconds`; 0 is a lead-in that nothing is counted of. */
  weight: number;
}>;

export const SHAPES = ['steady', 'diurnal', 'burst'] as const;
export type Shape = (typeof SHAPES)[number];

/** What the shapes are, for the reader of a report. */
export const SHAPE_TEXTS: Readonly<Record<Shape, string>> = {
  steady: 'the same rate all the time',
  diurnal: 'a day: a sine from a tenth of the rate at night to 1.9 times the rate in the afternoon',
  burst: 'the rate, and for 10 s of every 5 min five times as much',
};

const DAY = 86_400;
const MINUTE = 60;
const BURST = { every: 300, from: 150, seconds: 10, times: 5 } as const;
/** The pool grows for so long before anything is counted. */
const LEAD_IN = 60;

/**
 * How requests arrive, in segments of one rate each. A day of more than `maxRequests` is sampled: the first seconds of each minute
 * stand for the minute, and clocks go on in between, so that sandboxes become idle and old as they do in a whole day.
 *
 * @param rate requests a second, for bursts those between them
 * @param maxRequests about as many are made at most
 */
export function makeTrace(shape: Shape, rate: number, maxRequests: number): readonly Segment[] {
  const trace = {
    steady: () => makeSteady(rate, maxRequests),
    diurnal: () => makeDay(rate, maxRequests),
    burst: () => makeBursts(rate, maxRequests),
  }[shape]();
  return [...makeLeadIn(trace[0]?.rate ?? rate), ...trace];
}

function makeLeadIn(rate: number): readonly Segment[] {
  return Array.from({ length: LEAD_IN }, (_none, second) => ({
    start: second - LEAD_IN,
    seconds: 1,
    rate: (rate * (second + 1)) / LEAD_IN,
    weight: 0,
  }));
}

function makeSteady(rate: number, maxRequests: number): readonly Segment[] {
  return [{ start: 0, seconds: Math.min(DAY, maxRequests / rate), rate, weight: 1 }];
}

function makeDay(mean: number, maxRequests: number): readonly Segment[] {
  const seconds = Math.min(MINUTE, (MINUTE * maxRequests) / (mean * DAY));
  return Array.from({ length: DAY / MINUTE }, (_none, minute) => ({
    start: minute * MINUTE,
    seconds,
    rate: mean * (1 - 0.9 * Math.cos((2 * Math.PI * (minute + 0.5) * MINUTE) / DAY)),
    weight: MINUTE / seconds,
  }));
}

function makeBursts(rate: number, maxRequests: number): readonly Segment[] {
  const { every, from, seconds, times } = BURST;
  const ofOne = rate * (every + (times - 1) * seconds);
  const count = Math.max(1, Math.min(DAY / every, Math.floor(maxRequests / ofOne)));
  return Array.from({ length: count }, (_none, index) => index * every).flatMap((start) => [
    { start, seconds: from, rate, weight: 1 },
    { start: start + from, seconds, rate: rate * times, weight: 1 },
    { start: start + from + seconds, seconds: every - from - seconds, rate, weight: 1 },
  ]);
}
