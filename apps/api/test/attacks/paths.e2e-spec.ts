import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import fc from 'fast-check';
import { listRoutes } from '@lambda-nest/access';
// The local gateway reads paths as API Gateway does: here it is the other party, not the thing under test.
import { createRouter, parseTarget } from '@lambda-nest/gateway/model';
import {
  buildAlbEvent,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
} from '@lambda-nest/testing';
import { startTarget, type Target } from './start-target.ts';

const STAGE = 'local';
const RUNS = 3_000;

let target: Target;
/** Name of the handler that the gateway's route belongs to. */
let handlers: Map<string, string>;
let match: ReturnType<typeof createRouter>;
let admin: { authorization: string };

beforeAll(async () => {
  target = await startTarget({ environment: { AWS_API_GW_STAGE_NAME: STAGE } });
  admin = target.bearer({ groups: ['ADMINS', 'USERS'], sub: 'uid-admin' });
  const routes = listRoutes(
    target.app.getHttpAdapter() as AbstractHttpAdapter,
    target.app.get(ModulesContainer),
  ).filter(({ name }) => !/hang|boom/.test(name));
  const toKey = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');
  handlers = new Map(routes.map(({ method, path, name }) => [`${method} ${toKey(path)}`, name]));
  match = createRouter(
    routes.map(({ method, path }) => ({ method, path: toKey(path), authorizer: true, scopes: [] })),
  );
});

beforeEach(() => {
  target.ran.length = 0;
});

afterAll(async () => {
  await target.close();
});

const ROUTES = [
  '/v1/manage/hc',
  '/v1/users/whoami',
  '/v1/admin/endpoints',
  '/users/:id',
  '/zz-signed-in',
  '/me',
];

const piece = fc.oneof(
  fc.constantFrom(...ROUTES.flatMap((route) => route.split('/')), ...ROUTES, 'local', 'nest', 'prod'),
  fc.constantFrom(
    '',
    '.',
    '..',
    '%2e%2e',
    '%2E',
    '%2F',
    '%5C',
    '%25',
    '%',
    '\\',
    ' ',
    '%20',
    '%09',
    '%0A',
    '%00',
  ),
  fc.constantFrom(
    ';',
    '?',
    '#',
    '%3F',
    '%23',
    'V1',
    'Manage',
    '%76%31',
    '%C0%AF',
    '%E2%80%A8',
    '%FF',
    '@',
    ':',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }).map(encodeURIComponentOr),
);

/** What a client can put on the wire near a route: its path with something done to it. */
const nearRoute = fc
  .tuple(
    fc.constantFrom(...ROUTES),
    piece,
    fc.constantFrom('', '', '', '/', '//', '%20', ';v=1', '%2F', '%3Fx'),
  )
  .map(([route, id, end]) => route.replace(':id', id) + end);
const anyPath = fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('/')}`);
const anyBytes = fc.uint8Array({ maxLength: 24 }).map((bytes) => {
  return `/${[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`;
});

function encodeURIComponentOr(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
}

function handlerOf(segments: readonly string[]): string | undefined {
  const route = match('GET', segments)?.route;
  return route && handlers.get(`GET ${route.path}`);
}

/**
 * What the gateway makes of a request target: the path it hands on, and the handler its route stands for. Without a
 * route of its own the function is asked by a `$default` route, where there is one: then the path handed on decides.
 */
function meantBy(sent: string): { path: string; handler: string | undefined } | undefined {
  const read = parseTarget(`/${STAGE}${sent}`, { stage: STAGE, mappingKey: 'nest' });
  if (read === undefined || typeof read === 'string') return undefined;
  const handler = handlerOf(read.segments) ?? handlerOf(read.path.slice(1).split('/'));
  return { path: `/${STAGE}${read.path}`, handler };
}

function eventOf(rawPath: string): object {
  const event = buildHttpApiEvent({ stage: STAGE, headers: admin });
  const http = { ...event.requestContext.http, path: rawPath };
  return { ...event, rawPath, requestContext: { ...event.requestContext, http } };
}

/** Events whose path arrives as it was sent. */
const ENCODED: readonly ((path: string) => object)[] = [
  (path) => ({ ...buildFunctionUrlEvent({ headers: admin }), rawPath: path }),
  (path) => ({ ...buildRestEvent({ headers: admin }), path }),
  (path) => ({ ...buildHttpApiV1Event({ headers: admin }), path }),
  (path) => ({ ...buildAlbEvent({ headers: admin }), path }),
];

describe('for any path a client can send', () => {
  it("the gateway's route and the application's are the same, or the request is rejected", async () => {
    let agreed = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearRoute, anyPath, anyBytes), async (sent) => {
        const meant = meantBy(sent);
        if (!meant) return;
        target.ran.length = 0;
        const { status } = await target.send(eventOf(meant.path));
        const [ran] = target.ran.map((name) => name.split(' ')[0]);
        if (ran !== undefined) expect(ran).toBe(meant.handler);
        if (ran !== undefined) agreed += 1;
        else expect([400, 404, 414]).toContain(status);
      }),
      { numRuns: RUNS },
    );
    expect(agreed).toBeGreaterThan(RUNS / 20);
  });

  it('a source that sends it encoded runs the handler that the path spells, or none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ENCODED),
        fc.oneof(nearRoute, anyPath, anyBytes),
        async (build, sent) => {
          target.ran.length = 0;
          const { status } = await target.send(build(sent));
          const [ran] = target.ran.map((name) => name.split(' ')[0]);
          if (ran !== undefined) expect(ran).toBe(handlerOf(sent.slice(1).split('/').map(decodeOr)));
          else expect([400, 404, 414]).toContain(status);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

function decodeOr(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '\uFFFF';
  }
}

describe('for any method', () => {
  const made = fc.oneof(
    fc.constantFrom(
      'get',
      'Get',
      'GET ',
      ' GET',
      'GETS',
      'PROPFIND',
      'CONNECT',
      'M-SEARCH',
      'QUERY',
      'ALL',
      '_all',
    ),
    fc.constantFrom('', '*', 'GET\r\nX: y', 'constructor', '__proto__', 'hasOwnProperty'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );

  it('that is made up the request is rejected', async () => {
    const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']);
    await fc.assert(
      fc.asyncProperty(made, fc.constantFrom(...ROUTES), async (method, path) => {
        if (known.has(method)) return;
        const { status } = await target.request({ method, path: path.replace(':id', '1'), headers: admin });
        expect(status).toBe(400);
      }),
      { numRuns: 500 },
    );
    expect(target.ran).toEqual([]);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'POST'])(
    'that no route has (%s) there is nothing, and nothing is said of others',
    async (method) => {
      for (const path of ['/v1/manage/hc', '/v1/users/whoami', '/v1/admin/endpoints']) {
        const { status, headers } = await target.request({ method, path, headers: admin });
        expect([path, status, headers['allow']]).toEqual([path, 404, undefined]);
      }
      expect(target.ran).toEqual([]);
    },
  );

  it('HEAD is checked as GET is, and answered without a body', async () => {
    const path = '/v1/admin/endpoints';
    expect((await target.request({ method: 'HEAD', path })).status).toBe(401);
    expect((await target.request({ method: 'HEAD', path, headers: target.bearer() })).status).toBe(403);
    const { status, text } = await target.request({ method: 'HEAD', path, headers: admin });
    expect([status, text]).toEqual([200, '']);
  });

  it.each(['x-http-method-override', 'x-http-method', 'x-method-override'])(
    'the header %s does not change it',
    async (name) => {
      const headers = { ...admin, [name]: 'POST' };
      await target.request({ path: '/v1/manage/hc?_method=POST', headers });
      expect(target.ran).toEqual(['HealthController.checkHealth']);
    },
  );

  it.each(['x-original-url', 'x-rewrite-url', 'x-forwarded-prefix', 'x-forwarded-uri'])(
    'the header %s does not change the path',
    async (name) => {
      await target.request({ path: '/v1/manage/hc', headers: { [name]: '/v1/admin/endpoints' } });
      expect(target.ran).toEqual(['HealthController.checkHealth']);
    },
  );
});

describe('a stage', () => {
  it.each([
    ['/local/v1/manage/hc', 'local', 200],
    ['/local/local/v1/manage/hc', 'local', 404],
    ['/locals/v1/manage/hc', 'local', 404],
    ['/LOCAL/v1/manage/hc', 'local', 404],
    ['/v1/local/manage/hc', 'local', 404],
    ['/local', 'local', 404],
    ['/local/', 'local', 404],
    ['/prod/v1/manage/hc', '$default', 404],
    ['/$default/v1/manage/hc', '$default', 404],
    ['/__proto__/v1/manage/hc', '__proto__', 200],
    ['/a.b/v1/manage/hc', 'a.b', 200],
    ['/axb/v1/manage/hc', 'a.b', 404],
  ])('is taken off once, as a whole: %s of stage %s answers %i', async (rawPath, stage, status) => {
    const event = buildHttpApiEvent({ stage });
    const http = { ...event.requestContext.http, path: rawPath };
    const response = await target.send({
      ...event,
      rawPath,
      requestContext: { ...event.requestContext, http },
    });
    expect(response.status).toBe(status);
  });
});
