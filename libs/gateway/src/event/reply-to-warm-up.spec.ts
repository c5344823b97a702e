import { describe, expect, it, jest } from '@jest/globals';
import type { LogLevel } from '@lambda-nest/log';
import { captureLog, buildContext } from '@lambda-nest/testing';
import { createHandler } from '../create-handler.ts';
import { replyToWarmUp, type InvokeSelf } from './reply-to-warm-up.ts';

const context = buildContext({
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:api:latest',
});

function setUp(invokeSelf?: InvokeSelf, level: LogLevel = 'info') {
  const { log, records } = captureLog(level);
  const handler = createHandler(() => undefined, { log, ...(invokeSelf && { invokeSelf }) });
  return { ping: (event: unknown) => handler(event, context), records };
}

describe('replyToWarmUp', () => {
  it('invokes the function once less than the concurrency, through its alias, the last one waited for', async () => {
    const invokeSelf = jest.fn<InvokeSelf>().mockResolvedValue(undefined);
    const { ping, records } = setUp(invokeSelf);
    expect(await ping({ warmer: true, concurrency: 3 })).toEqual({ warm: true });
    expect(records).toEqual([]);
    const payload = (invocation: number) => ({
      warmer: true,
      __WARMER_INVOCATION__: invocation,
      __WARMER_CONCURRENCY__: 3,
      __WARMER_CORRELATIONID__: context.awsRequestId,
    });
    const functionName = context.invokedFunctionArn;
    expect(invokeSelf.mock.calls).toEqual([
      [payload(2), { functionName, wait: false }],
      [payload(3), { functionName, wait: true }],
    ]);
  });

  it('tells of a ping at debug', async () => {
    const { ping, records } = setUp(undefined, 'debug');
    await ping({ warmer: true, concurrency: 3, __WARMER_CORRELATIONID__: 'c-1' });
    expect(records).toEqual([
      { level: 'debug', message: 'warm-up', concurrency: 3, invocation: 1, correlationId: 'c-1' },
    ]);
  });

  it('warms this sandbox alone, and warns of nothing, where the function may not invoke itself', async () => {
    const { ping, records } = setUp();
    expect(await ping({ warmer: true, concurrency: 3 })).toEqual({ warm: true });
    expect(records).toEqual([]);
  });

  it('passes a correlation id on', async () => {
    const invokeSelf = jest.fn<InvokeSelf>().mockResolvedValue(undefined);
    await setUp(invokeSelf).ping({ warmer: true, concurrency: 2, __WARMER_CORRELATION_ID__: 'c-1' });
    expect(invokeSelf.mock.calls[0]?.[0]).toMatchObject({ __WARMER_CORRELATIONID__: 'c-1' });
  });

  it.each([
    ['the concurrency is 1', { warmer: true, concurrency: 1 }],
    ['it is a test', { warmer: true, concurrency: 3, test: true }],
    ['it was fanned out itself', { warmer: true, concurrency: 3, __WARMER_INVOCATION__: 2 }],
  ])('invokes nothing when %s', async (_, event) => {
    const invokeSelf = jest.fn<InvokeSelf>();
    expect(await setUp(invokeSelf).ping(event)).toEqual({ warm: true });
    expect(invokeSelf).not.toHaveBeenCalled();
  });

  it('holds its sandbox for a moment when it was fanned out', async () => {
    const start = performance.now();
    const { log } = captureLog();
    await replyToWarmUp({ concurrency: 1, invocation: 2 }, { context, log });
    expect(performance.now() - start).toBeGreaterThan(70);
  });

  it('answers, and logs one line, when the fan-out fails', async () => {
    const { ping, records } = setUp(() => Promise.reject(new Error('AccessDenied')));
    expect(await ping({ warmer: true, concurrency: 4 })).toEqual({ warm: true });
    expect(records).toMatchObject([
      { level: 'warn', message: 'warm-up fan-out failed', error: { message: 'AccessDenied' } },
    ]);
  });

  it('tells of the one invocation that failed among others', async () => {
    const invokeSelf = jest.fn<InvokeSelf>().mockResolvedValueOnce(undefined);
    const { ping, records } = setUp(invokeSelf.mockRejectedValueOnce(new Error('Throttled')));
    await ping({ warmer: true, concurrency: 3 });
    expect(records).toMatchObject([{ level: 'warn', error: { message: 'Throttled' } }]);
  });

  it('answers when the invoker throws at once', async () => {
    const { ping } = setUp(() => {
      throw new Error('no SDK');
    });
    expect(await ping({ warmer: true, concurrency: 2 })).toEqual({ warm: true });
  });
});
