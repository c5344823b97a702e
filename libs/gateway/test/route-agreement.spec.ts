import { describe, expect, it } from '@jest/globals';
import express from 'express';
import fc from 'fast-check';
import { captureLog, buildContext, buildFunctionUrlEvent, buildHttpApiEvent } from '@lambda-nest/testing';
import { createHandler, EVENT_SOURCES, stripStage } from '../src/index.ts';

const ROUTES = ['/v1/hc', '/v1/users/:id', '/v1/users/:id/keys', '/v1/admin/endpoints', '/v1/orders:batch'];

const { log } = captureLog('error');
let ran: string | undefined;
let reached = 0;

function buildHandler() {
  const app = express().enable('strict routing').enable('case sensitive routing');
  app.use(stripStage({ log }));
  for (const route of ROUTES) {
    app.get(route.replace('s:b', 's\\:b'), (request, response) => {
      ran = `${route} ${request.params.id === undefined ? '' : String(request.params.id)}`;
      response.end();
    });
  }
  return createHandler(app, { log, eventSources: EVENT_SOURCES });
}

/** The gateway's reading, in the fewest words: whole segments of decoded text, a parameter takes any one of them. */
function routeOf(path: string): string | undefined {
  const segments = path.split('/');
  for (const route of ROUTES) {
    const wanted = route.split('/');
    const isParameter = (index: number): boolean => wanted[index] === ':id';
    const isMatch = wanted.every((name, index) =>
      isParameter(index) ? segments[index] !== '' : name === segments[index],
    );
    if (isMatch && wanted.length === segments.length)
      return `${route} ${segments[wanted.indexOf(':id')] ?? ''}`;
  }
  return undefined;
}

const piece = fc.oneof(
  fc.constantFrom(...ROUTES.flatMap((route) => route.split('/')), ...ROUTES),
  fc.constantFrom(
    'prod',
    '',
    '/',
    '.',
    '..',
    '%2e%2e',
    '%2F',
    '%',
    '\\',
    ' ',
    '\t',
    '\n',
    '\u00a0',
    ';',
    '?',
    '#',
    'HC',
    '%00',
    '\uD800',
  ),
  fc.string({ unit: 'binary' }),
);
const anyPath = fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('/')}`);
const nearRoute = fc
  .tuple(fc.constantFrom(...ROUTES), piece, fc.constantFrom('', '', '', '/', ' ', '?x=1', ';v=1', '%20'))
  .map(([route, id, end]) => route.replace(':id', id) + end);
const anyText = fc.oneof(
  nearRoute,
  anyPath,
  fc.array(piece).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
);

async function run(event: unknown): Promise<number> {
  ran = undefined;
  const { statusCode } = (await handler(event, buildContext())) as { statusCode: number };
  if (statusCode === 200) reached++;
  return statusCode;
}

const handler = buildHandler();

describe('the route that runs', () => {
  it('is the one the gateway chose by its decoded path, or none does', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (path) => {
        const event = buildHttpApiEvent({ stage: 'prod' });
        const rawPath = `/prod${path}`;
        const http = { ...event.requestContext.http, path: rawPath };
        const status = await run({ ...event, rawPath, requestContext: { ...event.requestContext, http } });
        expect([200, 400, 404, 414]).toContain(status);
        if (status !== 400) expect(ran).toBe(routeOf(path));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the one a Function URL means by its encoded path, or none does', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (path) => {
        const status = await run({ ...buildFunctionUrlEvent(), rawPath: path });
        expect([200, 400, 404, 414]).toContain(status);
        if (ran !== undefined) expect(ran).toBe(routeOf(decodeURIComponent(path)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('ran often enough in these to mean something', () => {
    expect(reached).toBeGreaterThan(100);
  });
});
