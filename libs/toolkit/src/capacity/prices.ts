/** Prices of one step of a volume discount: what is used up to `upTo` in a month costs `dollars` a unit. */
export type Tier = Readonly<{ upTo: number; dollars: number }>;

/** What AWS charges, in US dollars. */
export type Prices = Readonly<{
  /** The region they are of. */
  region: string;
  /** When AWS listed them. */
  asOf: string;
  sources: readonly string[];
  /** Of one invocation. */
  lambdaRequest: number;
  /** Of a GB-second of a sandbox that runs on demand, INIT included, by the month's GB-seconds. */
  duration: Readonly<Record<Architecture, readonly Tier[]>>;
  /** Of a GB-second that provisioned concurrency is there, whether it is used or not. */
  provisioned: Readonly<Record<Architecture, number>>;
  /** Of a GB-second of a sandbox of the provisioned concurrency that runs. */
  provisionedDuration: Readonly<Record<Architecture, number>>;
  /** Of one request of an HTTP API, metered in steps of 512 KB, by the month's requests. */
  httpApiRequest: readonly Tier[];
  /** Of a GB that CloudWatch Logs takes in. */
  logGigabyte: number;
}>;

export type Architecture = 'x86_64' | 'arm64';

const MILLION = 1e6;
const BILLION = 1e9;

/** Those of `npm run capacity` unless `--prices` gives others. Compare them with the pages they come from before a budget depends on them. */
export const PRICES: Prices = {
  region: 'us-east-1',
  asOf: '2025-08-01',
  sources: [
    'https://aws.amazon.com/lambda/pricing/',
    'https://aws.amazon.com/api-gateway/pricing/',
    'https://aws.amazon.com/cloudwatch/pricing/',
  ],
  lambdaRequest: 0.2 / MILLION,
  duration: {
    x86_64: [
      { upTo: 6 * BILLION, dollars: 0.0000166667 },
      { upTo: 15 * BILLION, dollars: 0.000015 },
      { upTo: Infinity, dollars: 0.0000133334 },
    ],
    arm64: [
      { upTo: 7.5 * BILLION, dollars: 0.0000133334 },
      { upTo: 18.75 * BILLION, dollars: 0.0000120001 },
      { upTo: Infinity, dollars: 0.0000106667 },
    ],
  },
  provisioned: { x86_64: 0.0000041667, arm64: 0.0000033334 },
  provisionedDuration: { x86_64: 0.0000097222, arm64: 0.0000077778 },
  httpApiRequest: [
    { upTo: 300 * MILLION, dollars: 1 / MILLION },
    { upTo: Infinity, dollars: 0.9 / MILLION },
  ],
  logGigabyte: 0.5,
};
