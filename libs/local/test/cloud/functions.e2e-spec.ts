import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { FilterLogEventsCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteFunctionCommand,
  GetFunctionCommand,
  waitUntilFunctionActiveV2,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ECHO, makeFunctions, makeRole, type Functions } from './make-function.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { waitFor } from '../../src/testing/wait-for.ts';

jest.setTimeout(30_000);

let cloud: TestCloud;
let lambda: LambdaClient;
let create: Functions['create'];
let invoke: Functions['invoke'];
let logs: CloudWatchLogsClient;
beforeAll(async () => {
  cloud = await startTestCloud();
  ({ lambda, create, invoke } = await makeFunctions(cloud));
  logs = new CloudWatchLogsClient(cloud.client);
});
afterAll(() => cloud.remove());

const messagesOf = async (logGroupName: string): Promise<string[]> =>
  ((await logs.send(new FilterLogEventsCommand({ logGroupName }))).events ?? []).map(
    ({ message }) => message ?? '',
  );

describe('a function', () => {
  it('runs as the managed runtime runs it, with its own variables alone', async () => {
    const name = await create('echo', ECHO, {
      Environment: { Variables: { RUNTIME: 'LAMBDA' } },
      MemorySize: 256,
    });
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 5 }, { FunctionName: name });
    const { value, StatusCode, ExecutedVersion } = await invoke(name, { a: 1 });
    const { event, context, env, args } = value as Record<string, Record<string, unknown>>;
    expect({ event, StatusCode, ExecutedVersion }).toEqual({
      event: { a: 1 },
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
    });
    expect(context).toMatchObject({
      functionName: 'echo',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/echo',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:echo',
    });
    expect(env).toMatchObject({
      RUNTIME: 'LAMBDA',
      AWS_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_LAMBDA_LOG_FORMAT: 'Text',
    });
    // Nothing of this shell, and nothing that tells the application that it is on a laptop.
    expect(
      Object.keys(env ?? {}).filter((one) => /JEST|NODE_OPTIONS|HOME|ENDPOINT|EMULATOR/.test(one)),
    ).toEqual([]);
    expect(args).toEqual(expect.arrayContaining(['--expose-gc', '--max-http-header-size=81920']));
  });

  it('has one invocation at a time in each environment, and more environments for more at once', async () => {
    // Each invocation ends once so many processes have come.
    const name = await create(
      'busy',
      `import { readdirSync, writeFileSync } from 'node:fs';
      let running = 0;
      export const handler = async ({ folder, processes }) => {
        running += 1; const seen = running;
        writeFileSync(folder + '/' + process.pid, '');
        while (readdirSync(folder).length < processes) await new Promise((r) => setTimeout(r, 20));
        running -= 1;
        return { seen, pid: process.pid };
      };`,
      { Timeout: 30 },
    );
    const folder = mkdtempSync(join(cloud.folder, 'busy-'));
    const first = await invoke(name, { folder, processes: 1 });
    const together = await Promise.all([1, 2, 3].map(() => invoke(name, { folder, processes: 3 })));
    expect(together.map(({ value }) => value['seen'])).toEqual([1, 1, 1]);
    const pids = together.map(({ value }) => value['pid']);
    expect(new Set(pids).size).toBe(3);
    expect(pids).toContain(first.value['pid']);
  });

  it.each([
    [
      'throws',
      `export const handler = async () => { throw new TypeError('on purpose'); };`,
      'TypeError',
      'on purpose',
    ],
    [
      'exits',
      `export const handler = async () => process.exit(3);`,
      'Runtime.ExitError',
      /Runtime exited with error: exit status 3$/,
    ],
    [
      'is past its time',
      `export const handler = () => new Promise(() => setInterval(() => {}, 1000));`,
      'Sandbox.Timedout',
      /Task timed out after 1\.00 seconds$/,
    ],
    ['does not start', `throw new RangeError('broken on purpose');`, 'RangeError', 'broken on purpose'],
    [
      'has no handler',
      `export const other = 1;`,
      'Runtime.HandlerNotFound',
      'index.handler is undefined or not exported',
    ],
    [
      'takes a callback',
      `export const handler = (a, b, c) => c();`,
      'Runtime.CallbackHandlerDeprecated',
      /removed support for callback-based function handlers/,
    ],
  ])('replies with its error when it %s', async (what, code, errorType, errorMessage) => {
    const Timeout = errorType === 'Sandbox.Timedout' ? 1 : 10;
    const name = await create(what.replaceAll(' ', '-'), code, { Timeout });
    const { FunctionError, value } = await invoke(name);
    expect([FunctionError, value['errorType']]).toEqual(['Unhandled', errorType]);
    expect(value['errorMessage']).toEqual(
      typeof errorMessage === 'string' ? errorMessage : expect.stringMatching(errorMessage),
    );
  });

  it('goes on in a new process after one that ended', async () => {
    const name = await create(
      'mortal',
      `export const handler = async ({ die }) => { if (die) process.exit(1); return process.pid; };`,
    );
    const before = (await invoke(name)).value;
    await invoke(name, { die: true });
    const after = (await invoke(name)).value;
    expect(after).not.toEqual(before);
  });

  it('logs as text: what it writes, and the platform around it', async () => {
    const name = await create(
      'texts',
      `export const handler = async () => { console.log('one\\ntwo'); process.stdout.write('raw\\n'); };`,
    );
    const { $metadata: _, LogResult } = await invoke(name, {}, { LogType: 'Tail' });
    const messages = await messagesOf('/aws/lambda/texts');
    expect(messages.map((line) => line.replace(/[\da-f-]{36}/g, '<id>').replace(/^\S+Z/, '<time>'))).toEqual([
      expect.stringMatching(/^INIT_START Runtime Version: nodejs:/),
      'START RequestId: <id> Version: $LATEST',
      expect.stringMatching(/^(<time>\t<id>\tINFO\tone\ntwo|raw)$/),
      expect.stringMatching(/^(<time>\t<id>\tINFO\tone\ntwo|raw)$/),
      'END RequestId: <id>',
      expect.stringMatching(
        /^REPORT RequestId: <id>\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\t$/,
      ),
    ]);
    expect(Buffer.from(LogResult ?? '', 'base64').toString()).toContain('one\ntwo');
  });

  it('logs as JSON, by level', async () => {
    const code = `export const handler = async () => {
      console.log('hidden'); console.error('shown', { a: 1 });
      process.stdout.write('{"level":"debug","message":"dropped"}\\n{"level":"error","message":"kept"}\\n');
    };`;
    const LoggingConfig = { LogFormat: 'JSON', ApplicationLogLevel: 'WARN', SystemLogLevel: 'INFO' };
    await invoke(await create('jsons', code, { LoggingConfig }));
    const lines = (await messagesOf('/aws/lambda/jsons')).map(
      (line) => JSON.parse(line) as Record<string, unknown>,
    );
    expect(lines.map(({ type, level }) => type ?? level).sort()).toEqual(
      ['ERROR', 'error', 'platform.initStart', 'platform.report', 'platform.start'].sort(),
    );
    expect(lines.find(({ level }) => level === 'ERROR')).toMatchObject({
      message: 'shown { a: 1 }',
      requestId: expect.any(String),
    });
    expect(lines.find(({ type }) => type === 'platform.report')).toMatchObject({
      record: { status: 'success', metrics: { memorySizeMB: 128, durationMs: expect.any(Number) } },
    });
  });

  it('loses its log without a permission to write it, and the terminal says so', async () => {
    const silent = await makeRole(cloud, 'silent-role', []);
    await invoke(await create('mute', ECHO, { Role: silent }));
    await expect(messagesOf('/aws/lambda/mute')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(cloud.lines).toContain(
      'mute: its log is lost, its role may not write to the log group /aws/lambda/mute',
    );
  });

  it('calls AWS with the permissions of its role, by the addresses of AWS', async () => {
    const code = `import { request } from 'node:https';
      const ask = (host, action) => new Promise((resolve, reject) => {
        const authorization = 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID +
          '/20261129/eu-west-1/sts/aws4_request, SignedHeaders=host, Signature=0';
        const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
        const sent = request({ host, method: 'POST', headers }, (response) => {
          let text = ''; response.on('data', (part) => (text += part)).on('end', () => resolve(text));
        });
        sent.on('error', reject).end('Action=' + action + '&Version=2011-06-15');
      });
      export const handler = async () => {
        const byFetch = await fetch('https://sts.eu-west-1.amazonaws.com/').then((r) => r.status);
        return { byFetch, who: await ask('sts.eu-west-1.amazonaws.com', 'GetCallerIdentity') };
      };`;
    const { value } = await invoke(await create('caller', code, { Timeout: 10 }));
    expect(value['byFetch']).toBe(403);
    expect(value['who']).toContain('<Arn>arn:aws:sts::123456789012:assumed-role/function-role/caller</Arn>');
  });

  it('is invoked later with an event', async () => {
    const name = await create(
      'later',
      `export const handler = async (event) => console.log('got ' + event.a);`,
    );
    expect(await invoke(name, { a: 7 }, { InvocationType: 'Event' })).toMatchObject({ StatusCode: 202 });
    const line = await waitFor(async () =>
      (await messagesOf('/aws/lambda/later').catch(() => [])).find((message) => message.includes('got 7')),
    );
    expect(line).toContain('INFO\tgot 7');
  });

  it('is gone with its versions once it is removed', async () => {
    const name = await create('removed', ECHO);
    await lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: name }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:eu-west-1:123456789012:function:removed',
    });
  });
});
