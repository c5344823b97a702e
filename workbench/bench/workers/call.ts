import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: object) => Promise<unknown>;
export type Called = Readonly<{ event: object; status: number }>;

/** What a worker is given, as JSON in its only argument. */
export type Task = Readonly<{ file: string; calls: readonly Called[]; count: number }>;

export const readTask = (): Task => JSON.parse(process.argv[2] ?? '') as Task;

/** Loads what aws-lambda-ric loads before the function, by `require` as it does: importing node:http loads fetch as well. */
export function preloadClientBuiltins(): void {
  for (const name of ['node:http', 'node:net', 'node:path']) process.getBuiltinModule(name);
}

export async function loadHandler(file: string): Promise<Handler> {
  const module = (await import(pathToFileURL(file).href)) as { handler: Handler };
  return module.handler;
}

let count = 0;

/** Invokes the handler as the runtime client would, and insists on the status. */
export async function call(handler: Handler, { event, status }: Called): Promise<void> {
  const response = (await handler(event, lambdaContext(`bench-${++count}`))) as { statusCode?: number };
  if (response.statusCode !== status) {
    throw new Error(`Expected status ${status}, got ${JSON.stringify(response).slice(0, 300)}`);
  }
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
const lambdaContext = (awsRequestId: string): object => ({
  awsRequestId,
  functionName: 'bench',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:bench',
  memoryLimitInMB: '512',
  logGroupName: '/aws/lambda/bench',
  logStreamName: 'bench',
  getRemainingTimeInMillis: () => 30_000,
});

/** Number of the pipe that `runWorker` reads the result from. */
const RESULTS = 3;

export function report(result: unknown): void {
  writeSync(RESULTS, JSON.stringify(result));
}
