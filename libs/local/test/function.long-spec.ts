import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { FunctionOptions, LocalFunction } from '../src/function/start-function.ts';
import { startFunction } from '../src/function/start-function.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../src/function/fixtures/${name}`, import.meta.url));

// Seconds are counted here, and the machine may have other things to do. What fails is printed all the same.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

let running: LocalFunction | undefined;
let written = '';
let lines: string[] = [];

const start = (name: string, options: Partial<FunctionOptions> = {}): LocalFunction => {
  written = '';
  lines = [];
  running = startFunction({
    taskRoot: fixture(name),
    write: (text) => {
      written += text;
    },
    log: (line) => lines.push(line),
    ...options,
  });
  return running;
};

afterEach(() => running?.close());

type Echo = {
  event: object;
  context: Record<string, unknown>;
  environment: Record<string, string>;
  execArgv: string[];
  pid: number;
};

const invoke = (local: LocalFunction, path = '/x') =>
  local.invoke(JSON.stringify({ rawPath: path }), 'Root=1-0-0');

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function echo(local: LocalFunction, path?: string): Promise<Echo> {
  const result = await invoke(local, path);
  if (!result.ok) throw new Error(result.reason);
  return JSON.parse((JSON.parse(result.payload) as { body: string }).body) as Echo;
}

describe('the process', () => {
  it("has the managed runtime's flags, one that says it is local, its environment, the function's variables, and nothing of the shell", async () => {
    process.env['CANARY_OF_THE_SHELL'] = '1';
    const { environment, execArgv } = await echo(
      start('echo', { environment: { RUNTIME: 'LOCAL' }, memoryMb: 512, functionName: 'api' }),
    );
    delete process.env['CANARY_OF_THE_SHELL'];
    expect(execArgv).toEqual([
      '--expose-gc',
      '--max-http-header-size=81920',
      '--max-semi-space-size=25',
      '--max-old-space-size=461',
      '--conditions=local-runner',
    ]);
    expect(environment).toEqual({
      _HANDLER: 'lambda.handler',
      _X_AMZN_TRACE_ID: 'Root=1-0-0',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_FUNCTION_NAME: 'api',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/api',
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_REGION: 'us-east-1',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
      LAMBDA_TASK_ROOT: fixture('echo'),
      LANG: 'en_US.UTF-8',
      NODE_PATH: '/opt/nodejs/node24/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules',
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      RUNTIME: 'LOCAL',
      TZ: ':UTC',
    });
  });

  it("hands the event and Lambda's context to the handler", async () => {
    const { event, context } = await echo(start('echo', { timeoutMs: 5_000 }));
    expect(event).toEqual({ rawPath: '/x' });
    expect(context).toEqual({
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'local',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:local',
      logGroupName: '/aws/lambda/local',
      logStreamName: 'local',
      memoryLimitInMB: '1024',
      remaining: expect.any(Number),
    });
    expect(context['remaining']).toBeGreaterThan(4_000);
    expect(context['remaining']).toBeLessThanOrEqual(5_000);
  });

  it('serves every invocation, the first one cold', async () => {
    const local = start('echo');
    const first = await invoke(local);
    const second = await invoke(local);
    expect([first.times?.cold, second.times?.cold]).toEqual([true, false]);
    expect(first.times?.initMs).toBeGreaterThan(10);
  });

  it('overlaps invocations', async () => {
    const local = start('echo');
    await invoke(local);
    const started = Date.now();
    await Promise.all(Array.from({ length: 10 }, () => invoke(local, '/slow')));
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it('is not ended by the Ctrl-C of the terminal', async () => {
    const local = start('echo');
    const { pid } = await echo(local);
    process.kill(pid, 'SIGINT');
    await wait(100);
    expect((await echo(local)).pid).toBe(pid);
  });

  it('loads CommonJS as well', async () => {
    expect(await invoke(start('commonjs'))).toMatchObject({
      ok: true,
      payload: '{"statusCode":200,"body":"from CommonJS"}',
    });
  });

  it('passes a payload of 6 MB both ways', async () => {
    const local = start('echo');
    const big = await local.invoke(JSON.stringify({ rawPath: '/x', body: 'é'.repeat(3_000_000) }), '');
    expect(big.ok && big.payload.length).toBeGreaterThan(3_000_000);
    expect(await invoke(local, '/big')).toMatchObject({ ok: true });
  });
});

describe('INIT', () => {
  it.each([
    ['callback', 'Runtime.CallbackHandlerDeprecated: lambda.handler takes 3 parameters.'],
    ['missing', 'Runtime.HandlerNotFound: lambda.handler is undefined or not exported'],
    ['nowhere', 'Runtime.ImportModuleError: Cannot find '],
    ['broken', 'RangeError: broken on purpose'],
  ])('of %s fails with its text, for every request', async (name, text) => {
    const local = start(name);
    for (const attempt of [await invoke(local), await invoke(local)]) {
      expect(attempt.ok).toBe(false);
      expect(!attempt.ok && attempt.reason).toContain(`INIT failed: ${text}`);
    }
    expect(written).toContain(text.split(': ')[1]);
    const before = written;
    await wait(300);
    expect(written).toBe(before);
    expect(lines).toEqual([]);
  });
});

describe('an invocation that fails', () => {
  it('tells the name and message of what was thrown, and shows its stack on the terminal', async () => {
    const local = start('echo');
    expect(await invoke(local, '/throw')).toMatchObject({
      ok: false,
      reason: 'TypeError: thrown on purpose',
    });
    expect(written).toMatch(/thrown on purpose\n {4}at handler/);
    expect(await invoke(local)).toMatchObject({ ok: true });
  });

  it('is one whose result is no JSON', async () => {
    expect(await invoke(start('echo'), '/circular')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('Converting circular structure to JSON'),
    });
  });

  it.each([
    ['/reject', 128, 'rejected on purpose'],
    ['/exit', 3, ''],
  ])('takes the process with it at %s, and another one is ready within 2 s', async (path, code, stack) => {
    const local = start('echo');
    await invoke(local);
    const former = local.pid();
    const bystander = invoke(local, '/slow');
    expect(await invoke(local, path)).toMatchObject({
      ok: false,
      reason: `the function's process ended (exit code ${code})`,
    });
    expect(await bystander).toMatchObject({ ok: false });
    const failed = Date.now();
    expect(await invoke(local)).toMatchObject({ ok: true, times: { cold: true } });
    expect(Date.now() - failed).toBeLessThan(2_000);
    expect(local.pid()).not.toBe(former);
    expect(lines).toEqual([`function: the process ended (exit code ${code}), starting another`]);
    expect(written).toContain(stack);
  });

  it.each(['/hang', '/spin'])('past its time is killed at %s, with what else was in flight', async (path) => {
    const local = start('echo', { timeoutMs: 400 });
    const { pid } = await echo(local);
    const bystander = wait(200).then(() => invoke(local, '/slow'));
    expect(await invoke(local, path)).toMatchObject({
      ok: false,
      reason: 'task timed out after 0.40 seconds',
    });
    expect(await bystander).toMatchObject({ ok: false, reason: "the function's process ended (SIGKILL)" });
    expect(await echo(local)).not.toMatchObject({ pid });
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    // Replaced at once, not found dead.
    expect(lines).toEqual([]);
  });
});

describe('a new bundle', () => {
  it('is served by a new process while the old one finishes what it began', async () => {
    const local = start('echo');
    const before = await echo(local);
    const slow = echo(local, '/slow');
    await local.restart();
    const after = await echo(local);
    expect(after.pid).not.toBe(before.pid);
    expect((await slow).pid).toBe(before.pid);
    await wait(100);
    expect(() => process.kill(before.pid, 0)).toThrow('ESRCH');
  });
});

describe('closing', () => {
  it('leaves no process, whatever it is doing', async () => {
    const local = start('echo');
    const { pid } = await echo(local);
    const busy = invoke(local, '/spin');
    await local.close();
    expect(await busy).toMatchObject({ ok: false });
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(lines).toEqual([]);
  });
});
