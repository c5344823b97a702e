import type { FunctionConfig } from './function-config.ts';

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_TIMEOUT = 900;
/** Less than the gateway waits: a caller is never told 503 while the function goes on and succeeds. */
const MAX_API_TIMEOUT = 29;
const MEMORY_MB = { min: 128, max: 10_240 };
/** Of requests to one route, a second and at once. */
const THROTTLE = { min: 1, max: 99_999 };

const EXPRESSION = /^(?:rate\([1-9]\d* (?:minute|hour|day)s?\)|cron\(\S+(?: \S+){5}\)|at\(\S+\))$/;
const ACTION = /^[a-z0-9-]+:[A-Z]\w+$/;

/** What follows from the API that a function adds its routes to. */
const OF_API = [
  'contract',
  'generated',
  'released',
  'accessTable',
  'clientTypes',
] as const satisfies readonly (keyof FunctionConfig)[];

/** What is wrong with the description of a function, as far as it can be told without its files; a sentence each. */
export function findConfigViolations(config: FunctionConfig): string[] {
  const { kind = 'api', api, statements = [], schedules = [], timeout, memoryMb, contract } = config;
  const isWorker = kind === 'worker';
  const isOfOther = api !== undefined;
  const maxTimeout = isWorker ? MAX_TIMEOUT : MAX_API_TIMEOUT;
  const ofApi = OF_API.filter((name) => config[name] !== undefined);
  const violations = [
    !['api', 'worker'].includes(kind) && `the kind ${JSON.stringify(kind)} must be api or worker.`,
    isWorker &&
      isOfOther &&
      'a worker declares no routes, so it adds none to the API of another. Remove api.',
    !isWorker &&
      isOfOther &&
      ofApi.length > 0 &&
      `${ofApi.join(', ')} ${ofApi.length === 1 ? 'is' : 'are'} said by ${api}, whose API has the routes. Move it there.`,
    !isWorker &&
      !isOfOther &&
      (timeout ?? memoryMb) !== undefined &&
      'timeout and memoryMb of a function with an API of its own are said in serverless.yml.',
    !isWorker && schedules.length > 0 && 'schedules are for workers: an API handles requests.',
    isWorker && contract !== undefined && 'a worker has no contract: it declares no routes. Remove it.',
    timeout !== undefined &&
      !isWithin(timeout, { min: 1, max: maxTimeout }) &&
      `timeout must be a whole number of seconds from 1 to ${maxTimeout}.`,
    memoryMb !== undefined &&
      !isWithin(memoryMb, MEMORY_MB) &&
      `memoryMb must be a whole number from ${MEMORY_MB.min} to ${MEMORY_MB.max}.`,
    ...Object.entries(contract?.throttled ?? {}).map(
      ([key, { rate, burst }]) =>
        !(isWithin(rate, THROTTLE) && isWithin(burst, THROTTLE)) &&
        `throttled must say of ${key} whole numbers from 1 to 99999, rate (requests a second) and burst (how many at once).`,
    ),
    ...schedules.map(
      ({ expression }) =>
        !EXPRESSION.test(expression) &&
        `the schedule ${JSON.stringify(expression)} must be a rate(…), cron(…) or at(…) of EventBridge Scheduler.`,
    ),
    ...statements.flatMap(({ actions, resources }) => [
      (actions.length === 0 || resources.length === 0) &&
        'a statement must name actions and resources: what it leaves out would be nothing.',
      ...actions.map(
        (action) =>
          !ACTION.test(action) &&
          `the action ${JSON.stringify(action)} must name one call, such as s3:PutObject.`,
      ),
    ]),
  ];
  return violations.flatMap((violation) => (violation === false ? [] : [violation]));
}

function isWithin(value: number, { min, max }: Readonly<{ min: number; max: number }>): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
