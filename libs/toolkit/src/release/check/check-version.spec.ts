import { describe, expect, it } from '@jest/globals';
import { ERRORS } from '@lambda-nest/problem/codes';
import { checkVersion, type Invocation } from './check-version.ts';
import { forgeToken } from './forge-token.ts';
import { makeProbes, type CheckedRoute } from './probe.ts';
import { retryDenied } from './retry-denied.ts';

const ROUTES: readonly CheckedRoute[] = [
  { method: 'GET', path: '/v1/health', access: { kind: 'public' } },
  { method: 'POST', path: '/v1/sign-in', access: { kind: 'public' } },
  { method: 'DELETE', path: '/v1/orders/{id}/files/{path+}', access: { kind: 'signed-in' } },
];

type Event = {
  rawPath: string;
  headers: Record<string, string>;
  requestContext: { stage: string; http: { method: string; path: string } };
};

/** A version that replies with a status to each request, and what it was sent. */
function version(reply: (event: Event) => number | Invocation) {
  const events: Event[] = [];
  const invoke = (event: object): Promise<Invocation> => {
    events.push(event as Event);
    const replied = reply(event as Event);
    return Promise.resolve(
      typeof replied === 'number' ? { payload: JSON.stringify({ statusCode: replied }) } : replied,
    );
  };
  return { events, invoke };
}

const asDeclared = ({ rawPath }: Event): number => (rawPath.includes('/orders/') ? 401 : 200);

describe('checkVersion', () => {
  it('finds nothing in a version that does as it declares', async () => {
    const { events, invoke } = version(asDeclared);
    expect(await checkVersion(makeProbes(ROUTES, 'forged'), { stage: 'mvp' }, invoke)).toEqual([]);
    expect(
      events.map(({ rawPath, headers, requestContext }) => [
        requestContext.http.method,
        rawPath,
        headers['authorization'],
      ]),
    ).toEqual([
      ['GET', '/mvp/v1/health', undefined],
      ['DELETE', '/mvp/v1/orders/1/files/1', undefined],
      ['DELETE', '/mvp/v1/orders/1/files/1', 'Bearer forged'],
    ]);
  });

  it('leaves the stage out of the path when it is $default', async () => {
    const { events, invoke } = version(asDeclared);
    await checkVersion(makeProbes(ROUTES, 'forged'), { stage: '$default' }, invoke);
    expect(events[0]).toMatchObject({ rawPath: '/v1/health', requestContext: { stage: '$default' } });
  });

  it('sends what the proxy before sends, where there is one', async () => {
    const { events, invoke } = version(asDeclared);
    await checkVersion(makeProbes(ROUTES, 'forged'), { stage: 'mvp', originSecret: 'secret' }, invoke);
    expect(events.map(({ headers }) => headers['x-origin-secret'])).toEqual(['secret', 'secret', 'secret']);
  });

  it.each([
    [
      'lets a caller without a token in',
      () => 200,
      'DELETE /v1/orders/{id}/files/{path+} without a token has the status 200. Expected: 401.',
    ],
    [
      'lets a forged token in',
      (event: Event) => (event.headers['authorization'] ? 204 : asDeclared(event)),
      'DELETE /v1/orders/{id}/files/{path+} with a forged token has the status 204. Expected: 401.',
    ],
    ['closes a public route', () => 401, 'GET /v1/health without a token has the status 401.'],
    [
      'has an error of the server',
      (event: Event) => (event.rawPath.endsWith('/health') ? 500 : 401),
      'GET /v1/health without a token has the status 500.',
    ],
    [
      'replies with no status',
      () => ({ payload: '"hello"' }),
      'GET /v1/health without a token has a reply without a status.',
    ],
  ])('says of a version that it %s', async (_what, reply, sentence) => {
    const problems = await checkVersion(
      makeProbes(ROUTES, 'forged'),
      { stage: 'mvp' },
      version(reply).invoke,
    );
    expect(problems.join('\n')).toContain(sentence);
  });

  it('says once, and asks no further, that a version does not start', async () => {
    const payload = JSON.stringify({ errorType: 'Error', errorMessage: 'Not fit:\n  PORT is missing.' });
    const { events, invoke } = version(() => ({ functionError: 'Unhandled', payload }));
    expect(await checkVersion(makeProbes(ROUTES, 'forged'), { stage: 'mvp' }, invoke)).toEqual([
      'The version fails: Error: Not fit: PORT is missing.',
    ]);
    expect(events).toHaveLength(1);
  });

  it('says once, and asks no further, that the identity provider gives the version no reply', async () => {
    const body = JSON.stringify({ status: 503, detail: ERRORS.identityUnavailable.detail });
    const { events, invoke } = version(({ headers }) => ({
      payload: JSON.stringify(headers['authorization'] ? { statusCode: 503, body } : { statusCode: 401 }),
    }));
    const closed = ROUTES.filter(({ access }) => access.kind !== 'public');
    expect(
      await checkVersion(makeProbes([...closed, ...closed], 'forged'), { stage: 'mvp' }, invoke),
    ).toEqual([
      'DELETE /v1/orders/{id}/files/{path+} with a forged token has the status 503: the identity provider gives the version no reply, or the version may not ask it. Nothing is known of the version. Release it again once the provider replies: RUNBOOK.md, identity.',
    ]);
    expect(events).toHaveLength(2);
  });

  it('takes another 503 for an error of the server', async () => {
    const body = JSON.stringify({ status: 503, detail: 'The warehouse is closed.' });
    const { invoke } = version(() => ({ payload: JSON.stringify({ statusCode: 503, body }) }));
    expect(await checkVersion(makeProbes(ROUTES, 'forged'), { stage: 'mvp' }, invoke)).toContain(
      'GET /v1/health without a token has the status 503. Expected: no error of the server, and no 401 or 403, for it is public.',
    );
  });

  it('starts the version when there is no route that it may call', async () => {
    const { events, invoke } = version(() => 404);
    const routes = [{ method: 'POST', path: '/v1/hook', access: { kind: 'public' } }] as const;
    expect(await checkVersion(makeProbes(routes, 'forged'), { stage: 'mvp' }, invoke)).toEqual([]);
    expect(events).toHaveLength(1);
  });
});

describe('forgeToken', () => {
  it('has the issuer and the audience of genuine tokens, and a signature', () => {
    const [header = '', payload = '', signature = ''] = forgeToken({
      issuer: 'https://i',
      audience: 'a',
    }).split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    expect(read(header)).toMatchObject({ alg: 'RS256' });
    expect(read(payload)).toMatchObject({ iss: 'https://i', aud: 'a' });
    expect(Buffer.from(signature, 'base64url')).toHaveLength(256);
  });
});

describe('retryDenied', () => {
  const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
  const clock = () => {
    let at = 0;
    return { now: () => at, pause: (ms: number) => Promise.resolve(void (at += ms)) };
  };

  it('waits until IAM lets the role invoke the version', async () => {
    let calls = 0;
    const invoke = retryDenied((_event: object): Promise<Invocation> => {
      calls += 1;
      return calls < 4 ? Promise.reject(denied) : Promise.resolve({ payload: '{}' });
    }, clock());
    expect(await invoke({})).toEqual({ payload: '{}' });
  });

  it('gives up after a minute', async () => {
    await expect(retryDenied(() => Promise.reject(denied), clock())()).rejects.toBe(denied);
  });

  it('does not repeat another error', async () => {
    const error = new Error('throttled');
    let calls = 0;
    const invoke = retryDenied(() => {
      calls += 1;
      return Promise.reject(error);
    }, clock());
    await expect(invoke()).rejects.toBe(error);
    expect(calls).toBe(1);
  });
});
