import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BadRequestException, Controller, Get, HttpException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import fc from 'fast-check';
import { Public, Roles } from '@lambda-nest/access';
import { Problem } from '@lambda-nest/problem';
import { buildContext, buildHttpApiEvent, mint, type ApiResponse } from '@lambda-nest/testing';
import { startApi, type TestApi } from '../start-api.ts';
import { withTestRoutes } from '../test-routes.ts';

const unreadable = (): object =>
  Object.defineProperty(new Error('CANARY'), 'status', {
    get() {
      throw new Error('CANARY');
    },
  });

const reject = (): never => {
  throw new Error('CANARY');
};

const loop = (): object => {
  const error: Error & { self?: unknown } = new Error('CANARY');
  return Object.assign(error, { self: error, cause: error });
};

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** What code can return and cannot be sent. */
const RETURNED: Readonly<Record<string, () => object>> = {
  bigint: () => ({ amount: 1n }),
  cycle: () => {
    const value: { self?: object } = {};
    return Object.assign(value, { self: value });
  },
  unwilling: () => ({ toJSON: reject }),
};

/** Everything that code can throw, and what the caller may know of it. */
const THROWN: Readonly<Record<string, readonly [status: number, thrown: () => unknown]>> = {
  error: [500, () => new Error('CANARY at /var/task/secret.js:1:1')],
  cause: [500, () => new Error('CANARY', { cause: new Error('CANARY') })],
  text: [500, () => 'CANARY'],
  nothing: [500, () => undefined],
  null: [500, () => null],
  number: [500, () => 404],
  object: [500, () => ({ statusCode: 418, message: 'CANARY', stack: 'CANARY' })],
  function: [500, () => () => 'CANARY'],
  symbol: [500, () => Symbol('CANARY')],
  exposed: [500, () => Object.assign(new Error('CANARY'), { status: 503, expose: true })],
  strange: [500, () => Object.assign(new Error('CANARY'), { status: 'CANARY' })],
  unreadable: [500, unreadable],
  loop: [500, loop],
  vast: [500, () => new Error('CANARY'.repeat(1_000_000))],
  proxy: [500, () => new Proxy(new Error('CANARY'), { get: reject, getPrototypeOf: reject })],
  revoked: [500, revoked],
  frozen: [500, () => Object.freeze(Object.assign(new Error('CANARY'), { status: 400 }))],
  parsed: [400, () => Object.assign(new Error('CANARY'), { status: 400, expose: true })],
  aggregate: [500, () => new AggregateError([new Error('CANARY')], 'CANARY')],
  http: [418, () => new HttpException({ message: 'Make tea.', error: 'CANARY' }, 418)],
  bad: [400, () => new BadRequestException('Say which.', { cause: new Error('CANARY') })],
  success: [500, () => new HttpException('CANARY', 200)],
  beyond: [500, () => new HttpException('CANARY', 999)],
  problem: [409, () => new Problem({ status: 409, detail: 'Already sent.', cause: new Error('CANARY') })],
};

@Controller()
class TroubleController {
  @Public()
  @Get('trouble/:kind')
  throwIt(@Param('kind') kind: string): never {
    throw THROWN[kind]?.[1]();
  }

  @Public()
  @Get('late/:kind')
  async reject(@Param('kind') kind: string): Promise<never> {
    await new Promise((resolve) => setTimeout(resolve, 1));
    throw THROWN[kind]?.[1]();
  }

  @Public()
  @Get('returned/:kind')
  give(@Param('kind') kind: string): object | undefined {
    return RETURNED[kind]?.();
  }

  @Public()
  @Get('status/:status')
  status(@Param('status') status: number, @Res() response: Response): void {
    response.statusCode = status;
    response.end('CANARY');
  }

  @Roles('ADMINS')
  @Get('half')
  half(@Res() response: Response): void {
    response.status(200).type('json').write('{"a":');
    throw new Error('CANARY');
  }

  @Public()
  @Get('gone')
  gone(@Res() response: Response): void {
    response.destroy();
  }
}

let api: TestApi;
const ran: string[] = [];
const exits: unknown[] = [];
const note = (error: unknown): number => exits.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  api = await startApi({ module: withTestRoutes(ran, { controllers: [TroubleController] }) });
});

beforeEach(() => {
  api.lines.length = api.output.length = 0;
});

afterAll(async () => {
  await api.close();
  process.off('unhandledRejection', note);
  expect(exits).toEqual([]);
});

const everythingOf = ({ headers, cookies, text }: ApiResponse): string =>
  JSON.stringify([headers, cookies]) + text;

describe('what code throws', () => {
  const paths = Object.keys(THROWN).flatMap((kind) => [`/trouble/${kind}`, `/late/${kind}`]);

  it.each(paths)('tells the caller its status, and nothing else: %s', async (path) => {
    const [status] = THROWN[path.split('/')[2] ?? ''] ?? [];
    const reply = await api.request({ path });
    expect(reply.status).toBe(status);
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(Object.keys(reply.json()).toSorted()).toEqual(['code', 'detail', 'status', 'title', 'type']);
    expect(everythingOf(reply)).not.toMatch(/CANARY|\bat \/|\.[jt]s\b/);
  });

  it.each([
    ...Object.keys(RETURNED).map((kind) => `/returned/${kind}`),
    '/status/0',
    '/status/99',
    '/status/1000',
  ])('is 500 where it cannot be sent: %s', async (path) => {
    const reply = await api.request({ path });
    expect([reply.status, reply.json()['code']]).toEqual([500, '500000']);
    expect(everythingOf(reply)).not.toContain('CANARY');
  });

  it('is one line in the log, with the request id, when it is ours', async () => {
    await api.request({ path: '/trouble/error', requestId: 'r-7' });
    expect(api.lines.filter(({ level }) => level === 'error')).toEqual([
      expect.objectContaining({ message: 'request failed', requestId: 'r-7', error: expect.anything() }),
    ]);
  });

  it('after half a response makes no response that looks whole', async () => {
    const headers = api.bearer({ groups: ['ADMINS'] });
    const reply = await api.request({ path: '/half', headers });
    expect(reply.status).toBe(500);
    expect(everythingOf(reply)).not.toMatch(/CANARY|"a"/);
  });

  it('of a connection that is closed by the handler is answered at once', async () => {
    const started = performance.now();
    expect((await api.request({ path: '/gone' })).status).toBe(500);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([3_000, 1_000])('never comes: answered %i ms before the end all the same', async (remainingMs) => {
    const started = performance.now();
    const reply = await api.request({ path: '/zz-hang' }, buildContext({ remainingMs }));
    expect(performance.now() - started).toBeLessThan(remainingMs);
    expect(reply.status).toBe(503);
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('a log', () => {
  const FORGED = '\n{"time":"2026-01-01T00:00:00.000Z","level":"error","message":"forged"}\r\n';

  it.each<[string, Parameters<TestApi['request']>[0]]>([
    ['the query', { path: `/v1/manage/hc?a=${encodeURIComponent(FORGED)}` }],
    ['a user agent', { headers: { 'user-agent': `a\u2028${FORGED.replaceAll(/[\r\n]/g, ' ')}` } }],
    ['the request id', { path: '/v1/manage/hc', requestId: FORGED }],
    ['the client address', { path: '/v1/manage/hc', sourceIp: FORGED }],
    ['the method', { method: `GET${FORGED}`, path: '/v1/manage/hc' }],
    ['a name of a member', { method: 'POST', path: '/zz-json', body: { [FORGED]: 1 } }],
    ['a rejected path', { path: `/v1/${encodeURIComponent(FORGED)}` }],
  ])('has one record a line, whatever is in %s', async (_what, sketch) => {
    await api.request(sketch);
    const records = api.output.join('').split('\n').slice(0, -1);
    expect(records.length).toBe(api.lines.length);
    for (const record of records) {
      const { message } = JSON.parse(record) as { message: string };
      expect(message).not.toBe('forged');
    }
  });

  it('names the address the gateway saw, not the one the client claims', async () => {
    const headers = { 'x-forwarded-for': '6.6.6.6', forwarded: 'for=6.6.6.6', 'x-real-ip': '6.6.6.6' };
    await api.request({ path: '/v1/manage/hc', headers, sourceIp: '198.51.100.7' });
    expect(api.lines.at(-1)).toMatchObject({ sourceIp: '198.51.100.7' });
    expect(api.output.join('')).not.toContain('6.6.6.6');
  });

  it('holds no secret that a request can carry', async () => {
    const token = mint({ payload: { groups: ['ADMINS'] } });
    const headers = {
      authorization: `Bearer ${token}`,
      cookie: 'session=CANARY-COOKIE',
      'x-api-key': 'CANARY-KEY',
      'user-agent': `curl -H "Authorization: Bearer ${token}"`,
      referer: `https://app.example.com/?access_token=${token}`,
    };
    for (const path of ['/v1/users/whoami', '/v1/admin/endpoints', '/none', '/trouble/error', '/v1//x']) {
      await api.request({ path: `${path}?access_token=${token}&password=CANARY-PW`, headers });
    }
    expect(api.lines.length).toBeGreaterThanOrEqual(5);
    expect(api.output.join('')).not.toMatch(/CANARY-(?:COOKIE|KEY|PW)/);
    for (const part of token.split('.').slice(1)) expect(api.output.join('')).not.toContain(part);
  });
});

describe('a response', () => {
  it('repeats nothing of a path, a query or a header, whatever they are', async () => {
    const odd = fc.oneof(
      fc.constantFrom(
        "'; DROP TABLE users;--",
        '<script>alert(1)</script>',
        '{{7*7}}',
        '${jndi:ldap://x}',
        '%s%s%n',
      ),
      fc.constantFrom(
        '../../etc/passwd',
        'undefined',
        'null',
        'true',
        '1e309',
        '-0',
        'NaN',
        '0x10',
        '٣',
        'ﬀ',
        'ß',
      ),
      fc.constantFrom(
        '𝕋𝕖𝕤𝕥',
        'ثم نفس',
        '\u202etest\u202c',
        'Z̮̞̠͙',
        '田中',
        '👩‍👩‍👧',
        '\ufeff',
        'İ',
        'ǅ',
        '; rm -rf /',
      ),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: 'binary', minLength: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(
        odd,
        fc.constantFrom('/', '/v1/', '/users/', '/v1/manage/hc?q=', '/v1/users/'),
        async (text, path) => {
          const marked = `mark${text}mark`;
          const event = buildHttpApiEvent({ path: '/' });
          const [base = '', query] = path.split('?');
          const rawPath = query === undefined ? base + marked : base;
          const http = { ...event.requestContext.http, path: rawPath };
          const reply = await api.send({
            ...event,
            rawPath,
            rawQueryString: query === undefined ? '' : `${query}${marked}`,
            headers: { 'user-agent': marked.replaceAll(/[\p{Cc}\u0100-\uffff]/gu, '?') },
            requestContext: { ...event.requestContext, http },
          });
          expect([200, 400, 401, 404]).toContain(reply.status);
          expect(everythingOf(reply)).not.toContain('mark');
          expect(api.output.join('')).not.toContain(marked);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it.each(['a\r\nset-cookie: evil=1', 'a\nb', '\u0000', 'é\u2028'])(
    'is not split by a header value that a handler repeats: %j',
    async (value) => {
      const reply = await api.request({ path: `/zz-header?v=${encodeURIComponent(value)}` });
      expect(reply.cookies).toEqual([]);
      expect(Object.keys(reply.headers)).not.toContain('set-cookie');
      expect(reply.status).toBe(500);
    },
  );
});
