import { describe, expect, it } from '@jest/globals';
import { ERRORS } from '@lambda-nest/problem/codes';
import { checkRelease, type Release, type Verdict } from './check-release.ts';
import type { Invocation } from './check-version.ts';
import type { CheckedCaller } from './checked-caller.ts';
import type { CheckedRoute } from './probe.ts';

const ROUTES: readonly CheckedRoute[] = [
  { method: 'GET', path: '/v1/health', access: { kind: 'public' } },
  { method: 'POST', path: '/v1/auth/token', access: { kind: 'public' } },
  { method: 'GET', path: '/v1/me', access: { kind: 'signed-in' } },
  { method: 'GET', path: '/v1/users/{id}', access: { kind: 'restricted', roles: ['ADMINS'] } },
  { method: 'DELETE', path: '/v1/users/{id}', access: { kind: 'restricted', roles: ['ADMINS'] } },
  { method: 'POST', path: '/v1/orders', access: { kind: 'restricted', scopes: ['orders:write'] } },
];

const account = (name: string, ...roles: readonly string[]): CheckedCaller => ({
  name,
  roles,
  scopes: [],
  source: { kind: 'account', username: `${name}@example.com`, password: `password of ${name}` },
});
const CLIENT: CheckedCaller = {
  name: 'program',
  roles: [],
  scopes: ['orders:write'],
  source: {
    kind: 'endpoint',
    tokenUrl: 'https://login.example.com/token',
    form: { grant_type: 'client_credentials', client_secret: 'of the program' },
    client: { id: 'a:b', secret: 'c d' },
    member: 'access_token',
  },
};
const [ADMIN, GUEST] = [account('admin', 'ADMINS'), account('guest')];

type Event = Readonly<{
  rawPath: string;
  body?: string;
  headers: Record<string, string>;
  requestContext: { http: { method: string } };
}>;

/** What the version knows of a bearer: `admin`, `guest` or `program`. */
const bearerOf = ({ headers }: Event): string | undefined =>
  /^Bearer token-of-(\w+)$/.exec(headers['authorization'] ?? '')?.[1];
const requestOf = ({ requestContext, rawPath }: Event): string => `${requestContext.http.method} ${rawPath}`;

type Reply = number | Invocation | undefined;

/** A version that does as it declares, but for what it is told. */
async function check(
  callers: readonly CheckedCaller[] | undefined,
  otherwise: (event: Event, bearer: string | undefined) => Reply = () => undefined,
  changes: Partial<Release> = {},
): Promise<Verdict & { sent: readonly Event[] }> {
  const sent: Event[] = [];
  const invoke = async (event: object): Promise<Invocation> => {
    sent.push(event as Event);
    const given = otherwise(event as Event, bearerOf(event as Event));
    if (typeof given === 'object') return given;
    return {
      payload: JSON.stringify({
        statusCode: given ?? asDeclared(event as Event),
        ...signedIn(event as Event),
      }),
    };
  };
  const verdict = await checkRelease({
    routes: ROUTES,
    target: { stage: 'mvp' },
    forged: 'forged',
    invoke,
    ...(callers && { readCallers: () => Promise.resolve({ callers, problems: [] }) }),
    signIn: { path: '/v1/auth/token', invoke },
    fetch: () => Promise.resolve(Response.json({ access_token: 'token-of-program' })),
    pause: () => Promise.resolve(),
    ...changes,
  });
  return { ...verdict, sent };
}

function asDeclared(event: Event): number {
  const bearer = bearerOf(event);
  const request = requestOf(event);
  if (/health|auth/.test(request)) return 200;
  if (bearer === undefined) return 401;
  if (request.includes('/users/')) return bearer === 'admin' ? 404 : 403;
  if (request.includes('/orders')) return bearer === 'program' ? 400 : 403;
  return 200;
}

function signedIn(event: Event): object {
  if (!event.rawPath.endsWith('/auth/token')) return {};
  const [name] = (new URLSearchParams(event.body).get('username') ?? '').split('@');
  return { body: JSON.stringify({ access_token: `token-of-${name}` }) };
}

describe('checkRelease', () => {
  it('says that no caller with a role was sent when no secret is named', async () => {
    expect(await check(undefined)).toMatchObject({
      problems: [],
      notes: [
        '9 requests without a token and with a forged one, all as declared.',
        'No caller with a role was sent: releaseCallers names no secret with callers (infra/README.md, release).',
      ],
    });
  });

  it('lets a version pass that lets callers in where they may, and rejects them elsewhere', async () => {
    const { problems, notes } = await check([ADMIN, GUEST, CLIENT]);
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      '9 requests without a token and with a forged one, all as declared.',
      '3 requests as admin (role ADMINS), all as declared.',
      '4 requests as guest (no role), all as declared.',
      '4 requests as program (scope orders:write), all as declared.',
    ]);
  });

  it('sends nothing that would change something, whatever the version does', async () => {
    const { sent } = await check([ADMIN, GUEST]);
    const changing = sent.filter(
      (event) => bearerOf(event) !== undefined && !requestOf(event).startsWith('GET'),
    );
    expect(changing.map((event) => [bearerOf(event), requestOf(event), event.body])).toEqual([
      // Who may delete is not sent to delete, and what has a body cannot be read.
      ['admin', 'POST /mvp/v1/orders', '{'],
      ['guest', 'DELETE /mvp/v1/users/release-check', undefined],
      ['guest', 'POST /mvp/v1/orders', '{'],
    ]);
  });

  it('names what no caller has', async () => {
    const { notes } = await check([GUEST]);
    expect(notes.at(-1)).toBe('No caller was sent who has: role ADMINS, scope orders:write.');
  });

  it.each<[string, (event: Event, bearer: string | undefined) => Reply, string]>([
    [
      'lets a wrong role in',
      (event, bearer) => (bearer === 'guest' && requestOf(event) === 'GET /mvp/v1/users/1' ? 200 : undefined),
      'GET /v1/users/{id} as guest has the status 200. Expected: 403, for the route rejects this caller.',
    ],
    [
      'lets a wrong role in where something is changed',
      (event, bearer) =>
        bearer === 'guest' && requestOf(event).startsWith('POST /mvp/v1/o') ? 400 : undefined,
      'POST /v1/orders as guest has the status 400. Expected: 403, for the route rejects this caller.',
    ],
    [
      'locks the right role out',
      (event, bearer) => (bearer === 'admin' && event.rawPath.includes('/users/') ? 403 : undefined),
      'GET /v1/users/{id} as admin has the status 403. Expected: no 401, 403 or error of the server, for the route lets this caller in.',
    ],
    [
      'does not know a genuine token',
      (event, bearer) => (bearer === 'admin' && event.rawPath.endsWith('/me') ? 401 : undefined),
      'GET /v1/me as admin has the status 401. Expected: no 401, 403 or error of the server, for the route lets this caller in.',
    ],
    [
      'signs nobody in',
      ({ rawPath }) => (rawPath.endsWith('/auth/token') ? 500 : undefined),
      'admin cannot sign in: the version replies with the status 500. Either it signs nobody in, or the secret of releaseCallers has another password than the account.',
    ],
  ])('says of a version that it %s', async (_what, otherwise, sentence) => {
    const { problems, notes } = await check([ADMIN, GUEST], otherwise);
    expect(problems).toContain(sentence);
    expect(notes).toEqual([]);
  });

  it('reads no secret for a version that is wrong without one', async () => {
    const readCallers = (): never => {
      throw new Error('read');
    };
    const { problems } = await check([], () => 200, { readCallers });
    expect(problems).toHaveLength(8);
  });

  it('reports what is wrong with the secret', async () => {
    const readCallers = () => Promise.resolve({ callers: [], problems: ['It is empty.'] });
    expect((await check([], undefined, { readCallers })).problems).toEqual(['It is empty.']);
  });

  it('hides what a version that throws tells of a password or a token', async () => {
    const failed = (event: Event): Invocation => ({
      functionError: 'Unhandled',
      payload: JSON.stringify({ errorMessage: `with ${event.headers['authorization']}` }),
    });
    const { problems } = await check([ADMIN], (event, bearer) => (bearer ? failed(event) : undefined));
    expect(problems).toEqual(['The version fails: with Bearer [hidden]']);
  });

  it('tells a provider without a reply from a version that signs nobody in', async () => {
    let attempts = 0;
    const body = JSON.stringify({ detail: ERRORS.signInUnavailable.detail });
    const { problems } = await check([ADMIN], ({ rawPath }) => {
      if (!rawPath.endsWith('/auth/token')) return undefined;
      attempts += 1;
      return { payload: JSON.stringify({ statusCode: 503, body }) };
    });
    expect(problems).toEqual([
      "admin cannot sign in: the version has no reply of the identity provider (503). That is not the version's doing: release it again once the provider replies.",
    ]);
    expect(attempts).toBe(3);
  });

  it('says that an account cannot sign in where the deployment has no route for that', async () => {
    const { problems } = await check([ADMIN], undefined, { signIn: undefined });
    expect(problems).toEqual([
      'admin signs in with a password, and this deployment has no route for that (passwordFlow=off). Give it tokenUrl and form.',
    ]);
  });
});

describe('the token endpoint of a provider', () => {
  const asked = async (...replies: readonly (() => Promise<Response>)[]) => {
    const calls: { url: string; init: RequestInit }[] = [];
    const fetch = ((url: string, init: RequestInit) => {
      calls.push({ url, init });
      return replies[Math.min(calls.length, replies.length) - 1]?.();
    }) as Release['fetch'];
    return { ...(await check([CLIENT], undefined, { fetch })), calls };
  };
  const reply = (status: number, body: object) => () => Promise.resolve(Response.json(body, { status }));

  it('gets the form and the client as RFC 6749 has them', async () => {
    const { calls, problems } = await asked(reply(200, { access_token: 'token-of-program' }));
    expect(problems).toEqual([]);
    expect(calls[0]?.url).toBe('https://login.example.com/token');
    expect(String(calls[0]?.init.body)).toBe('grant_type=client_credentials&client_secret=of+the+program');
    expect(calls[0]?.init.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('a%3Ab:c+d').toString('base64')}`,
    });
  });

  it('is asked again when it has a bad moment', async () => {
    const { calls, problems } = await asked(
      reply(502, {}),
      () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })),
      reply(200, { access_token: 'token-of-program' }),
    );
    expect(problems).toEqual([]);
    expect(calls).toHaveLength(3);
  });

  it.each([
    [
      'gives no reply',
      () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })),
      "the token endpoint of login.example.com gives no reply (ECONNREFUSED). That is not the version's doing: release it again once the provider replies.",
    ],
    [
      'is out',
      reply(503, {}),
      "the token endpoint of login.example.com replies with the status 503. That is not the version's doing: release it again once the provider replies.",
    ],
    [
      'rejects the client, whatever it says of it',
      reply(401, { error: 'invalid_client', error_description: 'c d is wrong' }),
      'the token endpoint of login.example.com rejects it with the status 401 (invalid_client). Correct the secret of releaseCallers; the version has no part in it.',
    ],
    [
      'gives no token',
      reply(200, { id_token: 'x' }),
      'the reply of the token endpoint of login.example.com has no access_token. Correct the secret of releaseCallers; the version has no part in it.',
    ],
  ])('is told apart from the version when it %s', async (_what, one, sentence) => {
    const { problems } = await asked(one);
    expect(problems).toEqual([`There is no token for program: ${sentence}`]);
  });

  it('has no mistake of ours taken for its own', async () => {
    await expect(asked(() => Promise.reject(new RangeError('ours')))).rejects.toThrow('ours');
  });
});
