import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildContext, buildHttpApiEvent, buildRestEvent, type EventSketch } from '@lambda-nest/testing';
import { AUTHORIZERS, BUILDERS, TYPED, withAuthorizer } from './event-sources.ts';
import { startTarget, type Target } from './start-target.ts';

let open: Target;
let closed: Target;

beforeAll(async () => {
  open = await startTarget();
  closed = await startTarget({ environment: { EVENT_SOURCES: undefined } });
});

beforeEach(() => {
  for (const { ran, output } of [open, closed]) ran.length = output.length = 0;
});

afterAll(async () => {
  await open.close();
  await closed.close();
});

describe.each(Object.entries(BUILDERS))('an event of %s', (source, build) => {
  it.each(Object.entries(AUTHORIZERS))('with the word of %s opens nothing', async (_who, authorizer) => {
    for (const path of ['/v1/users/whoami', '/v1/admin/endpoints', '/zz-signed-in']) {
      expect((await open.send(withAuthorizer(build({ path }), authorizer))).status).toBe(401);
    }
    expect(open.ran).toEqual([]);
  });

  it.each(['x-amzn-oidc-data', 'x-amzn-oidc-identity', 'x-apigateway-event', 'x-amzn-request-context'])(
    'with the header %s opens nothing, and no handler sees it',
    async (name) => {
      const value = encodeURIComponent(JSON.stringify({ requestContext: { authorizer: { claims: TYPED } } }));
      const event = build({ path: '/v1/admin/endpoints', headers: { [name]: value } });
      expect((await open.send(event)).status).toBe(401);
    },
  );

  it.each([
    { warmer: true, concurrency: 100 },
    { source: 'serverless-plugin-warmup' },
    { source: 'aws.events', 'detail-type': 'Scheduled Event' },
  ])('is no ping, though it says so: %j', async (ping) => {
    const members = { ...build({ path: '/v1/admin/endpoints' }), ...ping };
    expect((await open.send(members)).status).toBe(401);
    const sent = build({ method: 'POST', path: '/zz-json', body: ping });
    expect((await open.send(sent)).status).toBe(400);
  });

  it('goes where the path of its source says, whatever others it has', async () => {
    const event = build({ path: '/zz-signed-in', headers: open.bearer() });
    const own = 'rawPath' in event ? 'rawPath' : 'path';
    const others = { rawPath: '/health', path: '/health', requestPath: '/health', resource: '/health' };
    const path = (event as Record<string, unknown>)[own];
    await open.send({ ...event, ...others, [own]: path, pathParameters: { proxy: 'health' } });
    expect(open.ran).toEqual(['ZzController.signedIn']);
  });

  it('opens nothing when two spellings of a header bring two tokens', async () => {
    const { authorization } = open.bearer();
    const event = build({ path: '/zz-signed-in' }) as { headers?: object; multiValueHeaders?: object };
    const both = { Authorization: authorization, authorization };
    const many = { Authorization: [authorization], authorization: [authorization] };
    const sent = event.multiValueHeaders
      ? { ...event, multiValueHeaders: { ...event.multiValueHeaders, ...many } }
      : { ...event, headers: { ...event.headers, ...both } };
    expect((await open.send(sent)).status).toBe(401);
  });

  it('is answered as a good request when it is one', async () => {
    const event = build({ path: '/v1/users/whoami', headers: open.bearer() });
    expect((await open.send(event)).status).toBe(200);
  });

  it(`reaches no handler unless it is opened: ${source}`, async () => {
    const event = build({ path: '/v1/manage/hc', headers: closed.bearer() });
    const { status, headers, text } = await closed.send(event);
    expect(status).toBe(source === 'http-api' ? 200 : 403);
    expect(closed.ran).toHaveLength(source === 'http-api' ? 1 : 0);
    expect(headers['x-content-type-options']).toBe('nosniff');
    if (status === 403) expect(JSON.parse(text)).toMatchObject({ status: 403, code: '403000' });
  });
});

describe('an event that is no request', () => {
  const request = buildHttpApiEvent({ path: '/v1/admin/endpoints' });
  const rest = buildRestEvent({ path: '/v1/admin/endpoints' });

  it.each([
    ['nothing', null],
    ['undefined', undefined],
    ['an empty object', {}],
    ['a list', [request]],
    ['text', JSON.stringify(request)],
    ['a number', 1],
    ["the console's test event", { key1: 'value1' }],
    ['a queue', { Records: [{ eventSource: 'aws:sqs', body: JSON.stringify(request) }] }],
    ['a topic', { Records: [{ EventSource: 'aws:sns', Sns: { Message: JSON.stringify(request) } }] }],
    [
      'CloudFront',
      { Records: [{ cf: { request: { uri: '/v1/admin/endpoints', method: 'GET', headers: {} } } }] },
    ],
    ['CloudFront with a request around it', { ...request, Records: [{ cf: { request: { uri: '/' } } }] }],
    ['a step of a workflow', { input: request }],
    ['an authorizer of an HTTP API', { ...request, type: 'REQUEST', routeArn: 'arn:aws:execute-api' }],
    ['an authorizer of a REST API', { ...rest, type: 'REQUEST', methodArn: 'arn:aws:execute-api' }],
    ['a token authorizer', { type: 'TOKEN', authorizationToken: 'x', methodArn: 'arn:aws:execute-api' }],
    ['a WebSocket', { requestContext: { connectionId: 'c', routeKey: '$connect', stage: 'prod' } }],
    ['Cognito', { triggerSource: 'PreSignUp_SignUp', userPoolId: 'p', request: {}, response: {} }],
    ['Lex', { bot: {}, sessionState: {}, invocationSource: 'DialogCodeHook' }],
    ['a request of two sources at once', { ...rest, version: '2.0', requestContext: { http: {}, elb: {} } }],
    ['another version', { ...request, version: '3.0' }],
  ])('rejects, and no handler runs: %s', async (_what, event) => {
    const error: unknown = await open.handler(event, buildContext()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'UnsupportedEvent', code: 'EVENT_UNSUPPORTED' });
    expect((error as Error).stack).not.toMatch(/\n\s+at |\.[jt]s\b/);
    expect(open.ran).toEqual([]);
    expect((await open.request({ path: '/v1/manage/hc' })).status).toBe(200);
  });
});

describe('a mutilated event', () => {
  const sketches: EventSketch[] = [
    { path: '/v1/users/whoami?a=b' },
    { path: '/zz-query?role=a' },
    { method: 'POST', path: '/zz-json?x=1', body: { text: 'x' } },
    { method: 'POST', path: '/v1/auth/token', headers: { 'content-type': 'text/plain' }, body: 'username=a' },
  ];
  const oddities = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      {},
      [],
      '',
      0,
      -1,
      1e308,
      Number.NaN,
      true,
      '\u0000',
      '\ud800',
      [null],
      '%',
      '//',
    ),
    fc.constantFrom<unknown>('__proto__', { toString: 1 }, { length: 3 }, 'é', 'x'.repeat(20_000)),
    fc.anything({ maxDepth: 2 }),
    fc.string({ unit: 'binary' }),
  );
  const change = fc.record({ at: fc.nat(1_000), value: oddities, isRemoved: fc.boolean() });

  it('is rejected or answered, never with 500, and never by a guarded handler', async () => {
    const numRuns = 2_000;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(BUILDERS)),
        fc.constantFrom(...sketches),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async (build, sketch, changes) => {
          const event = structuredClone(build(sketch)) as Record<string, unknown>;
          for (const { at, value, isRemoved } of changes)
            mutilate(event, at, isRemoved ? undefined : structuredClone(value));
          const outcome = await open.handler(event, buildContext()).catch((error: unknown) => error);
          const { statusCode, code } = outcome as { statusCode?: number; code?: string };
          expect(code ?? (statusCode ?? 500) < 500).toBe(code === undefined ? true : 'EVENT_UNSUPPORTED');
        },
      ),
      { numRuns },
    );
    expect(open.ran.filter((name) => /Me|Admin|signedIn/.test(name))).toEqual([]);
  });
});

/** Replaces the n-th member of an event, counted through all its levels; `undefined` removes it. */
function mutilate(event: Record<string, unknown>, at: number, value: unknown): void {
  const members: [Record<string, unknown>, string][] = [];
  const walk = (part: Record<string, unknown>): void => {
    for (const [name, member] of Object.entries(part)) {
      members.push([part, name]);
      if (typeof member === 'object' && member !== null) walk(member as Record<string, unknown>);
    }
  };
  walk(event);
  const [part, name = ''] = members[at % members.length] ?? [];
  if (part && value === undefined) delete part[name];
  else if (part) part[name] = value;
}
