import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSigningKey, googleError } from '@lambda-nest/testing';
import { makeWidgets } from '../../libs/toolkit/src/watch/dashboard.ts';
import { startApi } from '../../apps/api/test/start-api.ts';

const CODE_CACHE = Symbol.for('code-cache');
const NAMESPACE = 'my-api';

type Directive = { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] };
type Line = Record<string, unknown> & { _aws?: { CloudWatchMetrics: Directive[] } };

/** `Rejections Reason=expired`: every metric that a line makes, without the function that all have. */
const metricsOf = (line: Line): string[] =>
  (line._aws?.CloudWatchMetrics ?? []).flatMap(({ Dimensions: [names = []], Metrics }) =>
    Metrics.map(({ Name }) => nameOf(Name, Object.fromEntries(names.map((name) => [name, line[name]])))),
  );

const nameOf = (name: string, { FunctionName: _function, ...dimensions }: Record<string, unknown>): string =>
  [name, ...Object.entries(dimensions).map(([key, value]) => `${key}=${String(value)}`)].join(' ');

let emitted: ReadonlySet<string>;

beforeAll(async () => {
  // Over what a bundle says of its own, where the specs are a part of one.
  Object.defineProperty(globalThis, CODE_CACHE, { configurable: true, value: 'rejected' });
  const environment = { METRICS: 'routes', METRICS_NAMESPACE: NAMESPACE };
  const api = await startApi({ environment });
  const whoami = (headers: Record<string, string> = {}) => api.request({ path: '/v1/users/whoami', headers });
  const past = Math.floor(Date.now() / 1000) - 1000;
  await whoami();
  await whoami(api.bearer({ exp: past }));
  await whoami(api.bearer({}, { key: createSigningKey('k1') }));
  await whoami(api.bearer({ groups: undefined }));
  await whoami(api.bearer({ groups: ['OTHERS'] }));
  await whoami(api.bearer({ groups: ['USERS'] }));
  const signIn = () =>
    api.request({
      method: 'POST',
      path: '/v1/auth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=password&username=user%40example.com&password=wrong',
    });
  const replies = [
    googleError('INVALID_PASSWORD'),
    googleError('TOO_MANY_ATTEMPTS_TRY_LATER'),
    { status: 503, body: 'down' },
  ];
  for (const reply of replies) {
    api.google.replyWith(reply);
    await signIn();
  }
  await api.close();
  const unknown = await startApi({ environment });
  await unknown.keys.close();
  await unknown.request({ path: '/v1/users/whoami', headers: unknown.bearer() });
  await unknown.close();
  Reflect.deleteProperty(globalThis, CODE_CACHE);
  emitted = new Set([...api.lines, ...unknown.lines].flatMap((line) => metricsOf(line as Line)));
});

afterAll(() => {
  Reflect.deleteProperty(globalThis, CODE_CACHE);
});

describe('the dashboard', () => {
  const widgets = makeWidgets({
    namespace: NAMESPACE,
    stage: 'mvp',
    alarms: [],
    metrics: 'routes',
    routes: [{ key: 'GET /v1/users/whoami' }],
    functions: [{ id: 'ApiLambdaFunction', name: 'api', kind: 'api' }],
    hasSignIn: true,
  });
  const own = widgets
    .flatMap(({ metrics }) => metrics)
    .filter(({ namespace }) => namespace === NAMESPACE)
    .map(({ name, dimensions }) => nameOf(name, dimensions));

  it.each(own)('shows what the application measures: %s', (name) => {
    expect([...emitted]).toContain(name);
  });
});

describe('the alarms', () => {
  it.each([
    'Requests',
    'Errors',
    'CodeCacheRejected',
    'FailedSignIns',
    'Rejections Reason=identity-unavailable',
  ])('watch what the application measures: %s', (name) => {
    expect([...emitted]).toContain(name);
  });
});
