import { describe, expect, it } from '@jest/globals';
import express from 'express';
import {
  captureLog,
  buildAlbEvent,
  buildContext,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
} from '@lambda-nest/testing';
import { createHandler, type HandlerOptions } from './create-handler.ts';
import { currentInvocation } from './invocation.ts';
import { stripStage } from './strip-stage.ts';

const context = buildContext();

function requestIdOf(event: { requestContext: object }): unknown {
  return (event.requestContext as { requestId?: unknown }).requestId;
}

type Result = { statusCode: number; headers: Record<string, string>; body: string };

function setUp(options: Partial<HandlerOptions> = {}) {
  const { log, records } = captureLog();
  const app = express().disable('x-powered-by').enable('strict routing').enable('case sensitive routing');
  const seen: string[] = [];
  app.use(stripStage({ log }));
  app.get('/seen', (request, response) => {
    const { requestId, sourceIp, coldStart, source, stage } = currentInvocation() ?? {};
    response.json({
      requestId,
      sourceIp,
      coldStart,
      source,
      stage,
      url: request.originalUrl,
      ip: request.ip,
    });
  });
  app.get('/headers', (request, response) => {
    response.json(request.headers);
  });
  app.get('/wait/:ms', async (request, response) => {
    seen.push(currentInvocation()?.requestId ?? '');
    await new Promise((resolve) => setTimeout(resolve, Number(request.params.ms)));
    response.send(currentInvocation()?.requestId);
  });
  const handler = createHandler(app, { log, ...options });
  const call = async (event: unknown, context = buildContext()) => (await handler(event, context)) as Result;
  return { handler, call, records, seen };
}

describe('createHandler', () => {
  it('declares at most two parameters, as nodejs24.x demands', () => {
    expect(setUp().handler.length).toBeLessThanOrEqual(2);
  });

  it('gives the application the invocation it runs in', async () => {
    const { call } = setUp();
    const event = buildHttpApiEvent({
      path: '/seen?a=1',
      stage: 'prod',
      requestId: 'r-1',
      sourceIp: '198.51.100.7',
    });
    const result = await call(event);
    expect(result).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(JSON.parse(result.body)).toEqual({
      requestId: 'r-1',
      sourceIp: '198.51.100.7',
      coldStart: true,
      source: 'http-api',
      stage: 'prod',
      url: '/seen?a=1',
      ip: '198.51.100.7',
    });
  });

  it('serves what brings a secret of the proxy, of which the application sees nothing, and rejects the rest', async () => {
    const originSecrets = ['one', 'two'].map((name) => name.repeat(12));
    const { call, records } = setUp({ originSecrets });
    const send = (headers: Record<string, string>) => call(buildHttpApiEvent({ path: '/headers', headers }));
    for (const secret of originSecrets)
      expect((await send({ 'X-Origin-Secret': secret })).body).not.toContain(secret);
    const rejected = [await send({}), await send({ 'x-origin-secret': 'three' })];
    for (const { statusCode, body } of rejected)
      expect([statusCode, JSON.parse(body)]).toMatchObject([403, { code: '403000' }]);
    const reasons = records.map(({ reason }) => reason).filter(Boolean);
    expect(reasons).toEqual(['origin-secret', 'origin-secret']);
    expect(JSON.stringify(records)).not.toContain('three');
  });

  it('tells a request without the secret of the proxy nothing else of what is wrong with it', async () => {
    const { call } = setUp({ originSecrets: ['one'.repeat(12)] });
    expect((await call(buildHttpApiEvent({ path: '/a//b' }))).statusCode).toBe(403);
  });

  it('calls only the first invocation a cold start', async () => {
    const { call } = setUp();
    const bodies = [
      await call(buildHttpApiEvent({ path: '/seen' })),
      await call(buildHttpApiEvent({ path: '/seen' })),
    ];
    expect(bodies.map(({ body }) => (JSON.parse(body) as { coldStart: boolean }).coldStart)).toEqual([
      true,
      false,
    ]);
  });

  it('does not call the first request a cold start when a warm-up ping came before', async () => {
    const { call } = setUp();
    await call({ warmer: true });
    expect(JSON.parse((await call(buildHttpApiEvent({ path: '/seen' }))).body)).toMatchObject({
      coldStart: false,
    });
  });

  it('keeps overlapping invocations apart', async () => {
    const { call } = setUp();
    const ids = Array.from({ length: 20 }, (_, index) => `overlap-${index}`);
    const results = await Promise.all(
      ids.map((requestId, index) =>
        call(buildHttpApiEvent({ path: `/wait/${(index * 7) % 20}`, requestId })),
      ),
    );
    expect(results.map(({ body }) => body)).toEqual(ids);
  });

  it('leaves no invocation behind', async () => {
    await setUp().call(buildHttpApiEvent({ path: '/seen' }));
    expect(currentInvocation()).toBeUndefined();
  });

  it('rejects with an error of its own as it is, and takes it for no rejected request', async () => {
    const event = {
      ...buildHttpApiEvent(),
      get body(): string {
        throw new Error('violation');
      },
    };
    const { call, records } = setUp();
    await expect(call(event)).rejects.toThrow('violation');
    expect(records).toEqual([]);
  });

  it('answers when it is invoked without a context', async () => {
    const { handler } = setUp();
    const reply = (handler as (event: unknown) => Promise<unknown>)(buildHttpApiEvent({ path: '/seen' }));
    expect(await reply).toMatchObject({ statusCode: 200 });
  });
});

describe('createHandler, on events that are no request', () => {
  it.each([
    ['serverless-plugin-warmup', { source: 'serverless-plugin-warmup' }],
    ['lambda-warmer', { warmer: true, concurrency: 3 }],
  ])('resolves at once for %s', async (_, event) => {
    expect(await setUp().call(event)).toEqual({ warm: true });
  });

  it('resolves at once for serverless-plugin-warmup in the client context', async () => {
    const clientContext = { custom: { source: 'serverless-plugin-warmup' } } as never;
    expect(await setUp().call({ any: 'payload' }, buildContext({ clientContext }))).toEqual({ warm: true });
  });

  it.each([
    [null, 'null'],
    [undefined, 'undefined'],
    ['text', 'string'],
    [[], 'array'],
    [{}, 'empty object'],
    [{ key1: 'value1' }, 'object'],
    [{ Records: [{ eventSource: 'aws:sqs' }] }, 'records'],
    [{ Records: [{ cf: { request: { uri: '/seen', method: 'GET' } } }], requestContext: {} }, 'records'],
    [
      { version: '0', source: 'aws.ec2', 'detail-type': 'EC2 Instance State-change Notification' },
      'EventBridge event',
    ],
    [
      { version: '0', source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} },
      'EventBridge event',
    ],
    [{ version: '0', source: 'aws.scheduler', 'detail-type': 'Scheduled Event' }, 'EventBridge event'],
    [
      { method: 'GET', path: '/seen', requestContext: { serviceNetworkArn: 'a', serviceArn: 'b' } },
      'unknown request',
    ],
    [{ ...buildHttpApiEvent(), version: '3.0' }, 'unknown request'],
    [{ ...buildHttpApiEvent(), ...buildAlbEvent() }, 'unknown request'],
  ])('rejects %j by name, and the next request is answered', async (event, kind) => {
    const { call, records } = setUp({
      eventSources: ['http-api', 'http-api-v1', 'rest', 'function-url', 'alb'],
    });
    await expect(call(event)).rejects.toMatchObject({
      name: 'UnsupportedEvent',
      code: 'EVENT_UNSUPPORTED',
      message:
        'This function replies to HTTP requests from API Gateway, a load balancer or a Function URL, and to warm-up ' +
        'pings. The event is none of these.',
    });
    expect(records).toEqual([{ level: 'error', message: 'event not supported', kind }]);
    expect(await call(buildHttpApiEvent({ path: '/seen' }))).toMatchObject({ statusCode: 200 });
  });

  it('gives the invoker no stack', async () => {
    const error = (await setUp()
      .call(null)
      .catch((thrown: unknown) => thrown)) as Error;
    expect(error.stack).toBe(`UnsupportedEvent: ${error.message}`);
  });
});

describe('createHandler, on sources that are not accepted', () => {
  const problem = {
    type: 'about:blank',
    title: 'Forbidden',
    status: 403,
    detail: 'Requests from this source are not accepted.',
    code: '403000',
  };

  it.each([
    ['function-url', buildFunctionUrlEvent({ path: '/seen' }), 'headers'],
    ['rest', buildRestEvent({ path: '/seen' }), 'multiValueHeaders'],
    ['http-api-v1', buildHttpApiV1Event({ path: '/seen' }), 'multiValueHeaders'],
    ['alb', buildAlbEvent({ path: '/seen' }), 'headers'],
    ['alb', buildAlbEvent({ path: '/seen', multiValue: true }), 'multiValueHeaders'],
  ] as const)('answers 403 to %s in its own shape', async (source, event, shape) => {
    const { call, records } = setUp();
    const result = await call(event);
    expect(result.statusCode).toBe(403);
    expect(JSON.parse(result.body)).toEqual(problem);
    const type = (result as unknown as Record<string, Record<string, unknown>>)[shape]?.['content-type'];
    expect([type].flat()).toEqual(['application/problem+json']);
    expect(records).toEqual([
      {
        level: 'warn',
        message: 'request rejected',
        requestId: requestIdOf(event) ?? context.awsRequestId,
        method: 'GET',
        source,
        status: 403,
        reason: 'source-not-accepted',
      },
    ]);
  });

  it.each([
    ['function-url', buildFunctionUrlEvent({ path: '/seen' })],
    ['rest', buildRestEvent({ path: '/seen' })],
    ['http-api-v1', buildHttpApiV1Event({ path: '/seen', stage: 'prod' })],
    ['alb', buildAlbEvent({ path: '/seen' })],
  ] as const)('dispatches %s when it is accepted', async (source, event) => {
    const result = await setUp({ eventSources: [source] }).call(event);
    expect(JSON.parse(result.body)).toMatchObject({ source, url: '/seen', ip: '203.0.113.7' });
  });

  it('answers 403 to an HTTP API when only others are accepted', async () => {
    const result = await setUp({ eventSources: ['rest'] }).call(buildHttpApiEvent({ path: '/seen' }));
    expect(result.statusCode).toBe(403);
  });
});

describe('createHandler, on requests that are not canonical', () => {
  it('answers problem+json with the configured headers and logs one line', async () => {
    const { call, records } = setUp({ headers: { 'x-content-type-options': 'nosniff' } });
    const event = { ...buildHttpApiEvent(), rawPath: '/x\n{"forged":true}' };
    expect(await call(event)).toEqual({
      statusCode: 400,
      headers: {
        'x-content-type-options': 'nosniff',
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
      },
      body: '{"type":"about:blank","title":"Bad Request","status":400,"detail":"The path is not in canonical form.","code":"400000"}',
      isBase64Encoded: false,
    });
    expect(records).toEqual([
      {
        level: 'warn',
        message: 'request rejected',
        requestId: event.requestContext.requestId,
        method: 'GET',
        source: 'http-api',
        status: 400,
        reason: 'path-control-character',
      },
    ]);
  });

  it.each([
    ['a lower-case method', { method: 'get' }, 'The method is not known here.'],
    ['a made-up method', { method: 'FETCH' }, 'The method is not known here.'],
  ])('answers 400 to %s', async (_, sketch, detail) => {
    const result = await setUp().call(buildHttpApiEvent({ path: '/seen', ...sketch }));
    expect(JSON.parse(result.body)).toMatchObject({ status: 400, detail });
  });

  it('answers 400 to no method, and says why in the log', async () => {
    const { call, records } = setUp();
    const event = buildHttpApiEvent({ path: '/seen' });
    const unnamed = { ...event, requestContext: { ...event.requestContext, http: {} } };
    expect(await call(unnamed)).toMatchObject({ statusCode: 400 });
    expect(records).toEqual([
      {
        level: 'warn',
        message: 'request rejected',
        requestId: event.requestContext.requestId,
        source: 'http-api',
        status: 400,
        reason: 'method-unknown',
      },
    ]);
  });

  it('bounds what it logs of a method', async () => {
    const { call, records } = setUp();
    await call(buildHttpApiEvent({ method: 'X'.repeat(1_000) }));
    expect(records[0]?.method).toBe('X'.repeat(20));
  });
});
