import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { stacksOf } from '@lambda-nest/local/testing';
import { startTestCloud, type TestCloud } from '@lambda-nest/local/testing';

jest.setTimeout(60_000);

const FUNCTION = '/aws/lambda/lambda-nest-api-dev-api';
const ACCESS = '/aws/vendedlogs/http-api/lambda-nest-api-dev';
const group = (LogGroupName: string) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } });

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
  const Resources = { Function: group(FUNCTION), Access: group(ACCESS) };
  await stacksOf(cloud).deploy('lambda-nest-api-dev', { Resources });
  const logs = new CloudWatchLogsClient(cloud.client);
  for (const logGroupName of [FUNCTION, ACCESS])
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
  await put(ACCESS, { requestId: 'r-1', method: 'GET', route: 'GET /v1/x', status: '500', ms: '7' });
  await put(FUNCTION, { level: 'error', message: 'no', requestId: 'r-1' });
  await put(FUNCTION, { level: 'info', message: 'started' });
});
afterAll(() => cloud.remove());

let seconds = 0;
/** Each a little later than the one before. */
async function put(logGroupName: string, record: object): Promise<void> {
  seconds += 1;
  const logEvents = [{ timestamp: Date.now() - 60_000 + seconds * 1000, message: JSON.stringify(record) }];
  await new CloudWatchLogsClient(cloud.client).send(
    new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents }),
  );
}

const start = (...args: readonly string[]) =>
  spawn(process.execPath, ['libs/toolkit/src/logs/main.ts', ...args], {
    // No credentials and no region: a laptop that has none.
    env: { PATH: process.env['PATH'], AWS_ENDPOINT_URL: cloud.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function run(...args: readonly string[]): Promise<{ code: unknown; lines: string[]; error: string }> {
  const child = start(...args);
  const [output, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  // Without the time in front.
  return {
    code,
    error,
    lines: output
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\d\d:\S+ +/, '')),
  };
}

describe('npm run logs', () => {
  it('shows what gateway and function logged, in the order of time', async () => {
    expect(await run('--stage', 'dev')).toEqual({
      code: 0,
      error: '',
      lines: [
        'access  500    GET /v1/x 7 ms requestId=r-1',
        'api     error  no requestId=r-1',
        'api     info   started',
      ],
    });
  });

  it.each([
    [['--request', 'r-1'], 2],
    [['--filter', '{ $.level = "error" }'], 1],
    [['--filter', '{ $.status = "5*" }'], 1],
    [['--since', '10s'], 0],
  ])('shows what fits %j', async (args, count) => {
    const { lines } = await run('--stage', 'dev', '--json', ...args);
    expect(lines.filter(Boolean)).toHaveLength(count);
  });

  it('shows records as they are', async () => {
    const { lines } = await run('--stage', 'dev', '--json', '--filter', '"started"');
    expect(lines).toEqual(['{"level":"info","message":"started"}']);
  });

  it('goes on with what is logged later, and shows nothing twice', async () => {
    const child = start('--stage', 'dev', '--follow', '--json', '--filter', '{ $.level = * }');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (lines.length === 2) await put(FUNCTION, { level: 'info', message: 'later' });
      if (lines.length === 3) child.kill();
    }
    expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual([
      'no',
      'started',
      'later',
    ]);
  });

  it.each([
    [['--stage', 'nope'], 'There is no stack lambda-nest-api-nope in eu-west-1. Check --stage and --region'],
    [[], 'npm run logs -- --stage <stage>'],
    [['--stage', 'dev', '--since', 'yesterday'], 'npm run logs -- --stage <stage>'],
  ])('ends with 2 and a sentence for %j', async (args, sentence) => {
    const { code, error } = await run(...args);
    expect([code, error]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
