/** How long the parts of an invocation take, in milliseconds. */
export type FunctionTimes = Readonly<{
  /** Until Lambda has made a sandbox and brought the zip there; it is not billed. */
  setupMs: number;
  /** The start of Node and of the function. */
  initMs: number;
  /** What an invocation computes. */
  computeMs: number;
  /** What an invocation waits for, such as a database: the median, and what one in a hundred exceeds. */
  waitMs: number;
  waitP99Ms: number;
}>;

/** The 0.99 quantile of the standard normal distribution. */
const NORMAL_P99 = 2.3263;

/** Parameters of the log-normal distribution that has the median and the p99 of the waits. */
export function spreadOf({ waitMs, waitP99Ms }: FunctionTimes): number {
  return waitMs === 0 ? 0 : Math.log(waitP99Ms / waitMs) / NORMAL_P99;
}

/**
 * Memory at which a function has one processor; with less it has that share of one. With more it has further ones, which
 * JavaScript does not use.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MB_PER_PROCESSOR = 1769;

/** Times that were measured on a whole processor, as they are with the processor's share that the memory brings. */
export function scaleToMemory(ms: number, memoryMb: number): number {
  return ms / Math.min(1, memoryMb / MB_PER_PROCESSOR);
}
