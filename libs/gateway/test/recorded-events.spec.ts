import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { captureLog, buildContext, buildHttpApiV1Event, buildRestEvent } from '@lambda-nest/testing';
import { createHandler, currentInvocation, EVENT_SOURCES, stripStage } from '../src/index.ts';

/** Folder of recorded events and path vectors; they are not part of this repository. */
const cases = process.env.CONFORMANCE_CASES;

type Json = Record<string, unknown>;
type Echo = { source: string; method: string; url: string; cookie?: string; body: string; ip: string };
type Outcome = { statusCode: number; body: string };

const { log } = captureLog();
const handler = createHandler(buildEcho(), { log, eventSources: EVENT_SOURCES });

function buildEcho() {
  const app = express().enable('strict routing').enable('case sensitive routing');
  app.use(stripStage({ log }));
  app.use(express.raw({ type: () => true }));
  app.use((request, response) => {
    const { method, url, ip, headers } = request;
    const body = Buffer.isBuffer(request.body) ? request.body.toString('base64') : '';
    response.json({ source: currentInvocation()?.source, method, url, ip, cookie: headers.cookie, body });
  });
  return app;
}

function read(path: string): Json {
  return JSON.parse(readFileSync(join(cases ?? '', path), 'utf8')) as Json;
}

const PREFIXES = {
  'httpapi-v2': 'http-api',
  'httpapi-v1': 'http-api-v1',
  furl: 'function-url',
  rest: 'rest',
  alb: 'alb',
};

function sourceOf(file: string): string {
  return Object.entries(PREFIXES).find(([prefix]) => file.startsWith(prefix))?.[1] ?? 'none';
}

/** What a recorded event says, read as simply as can be. */
function expectedEcho(event: Json, source: string): Partial<Echo> & { path: string; pairs: string[][] } {
  const context = event.requestContext as Record<string, Json> & { stage?: string };
  const isPayload2 = event.version === '2.0';
  const stage = source === 'http-api' ? `/${String(context.stage)}/` : '';
  const path = decodeURIComponent(String(event.rawPath ?? event.path));
  const address = isPayload2 ? context.http?.sourceIp : context.identity?.sourceIp;
  const encoding = event.isBase64Encoded ? 'base64' : 'utf8';
  return {
    source,
    method: String(isPayload2 ? context.http?.method : event.httpMethod),
    path: stage !== '' && path.startsWith(stage) ? path.slice(stage.length - 1) : path,
    pairs: expectedPairs(event, source),
    body: Buffer.from((event.body as string | null) ?? '', encoding).toString('base64'),
    ...(source === 'alb' ? {} : { ip: String(address) }),
    ...(Array.isArray(event.cookies) ? { cookie: event.cookies.join('; ') } : {}),
  };
}

function expectedPairs(event: Json, source: string): string[][] {
  if (event.rawQueryString !== undefined) return [...new URLSearchParams(String(event.rawQueryString))];
  const values = event.multiValueQueryStringParameters ?? event.queryStringParameters ?? {};
  const decode = source === 'alb' ? decodeURIComponent : String;
  return Object.entries(values).flatMap(([name, all]) =>
    [all as string].flat().map((value) => [name, decode(value)]),
  );
}

function describeCases(name: string, define: () => void): void {
  if (cases !== undefined) describe(name, define);
}

describeCases('recorded events', () => {
  const files =
    cases === undefined ? [] : readdirSync(join(cases, 'events')).filter((file) => file.endsWith('.json'));

  it.each(files.filter((file) => !file.startsWith('nonhttp')))('%s arrives as it was sent', async (file) => {
    const event = read(`events/${file}`);
    const result = (await handler(event, buildContext())) as Outcome;
    const echo = JSON.parse(result.body) as Echo;
    const [path = '', query = ''] = echo.url.split('?');
    const { pairs, path: expectedPath, ...rest } = expectedEcho(event, sourceOf(file));
    expect(result.statusCode).toBe(200);
    expect(echo).toMatchObject(rest);
    expect(decodeURIComponent(path)).toBe(expectedPath);
    expect([...new URLSearchParams(query)]).toEqual(pairs);
  });

  it.each(files.filter((file) => file.startsWith('nonhttp')))('%s resolves at once', async (file) => {
    expect(await handler(read(`events/${file}`), buildContext())).toEqual({ warm: true });
  });
});

type Vector = {
  id: string;
  kind: 'httpapi' | 'furl' | 'rest' | 'httpapi-v1';
  path: string;
  stage?: string;
  resource?: string;
  proxy?: string | null;
  basePathMatched?: string;
  required: { status: number[]; handler: string | null | (string | null)[] };
};

function toEvent({
  kind,
  path,
  stage = '$default',
  resource = '/{proxy+}',
  proxy,
  basePathMatched,
}: Vector): Json {
  if (kind === 'httpapi' || kind === 'furl') {
    const domainName =
      kind === 'furl' ? 'abc.lambda-url.eu-west-1.on.aws' : 'abc.execute-api.eu-west-1.amazonaws.com';
    const http = { method: 'GET', path, sourceIp: '203.0.113.7' };
    return {
      version: '2.0',
      rawPath: path,
      rawQueryString: '',
      headers: {},
      requestContext: { http, stage, domainName },
    };
  }
  const event = (kind === 'rest' ? buildRestEvent : buildHttpApiV1Event)({ stage, resource });
  const pathParameters = proxy ? { proxy } : null;
  const customDomain = basePathMatched === undefined ? {} : { customDomain: { basePathMatched } };
  return {
    ...event,
    path,
    pathParameters,
    requestContext: { ...event.requestContext, path, ...customDomain },
  };
}

describeCases('path vectors', () => {
  const vectors = cases === undefined ? [] : (read('security/path-vectors.json').vectors as Vector[]);
  const ran: string[] = [];
  let vectorHandler: typeof handler;

  beforeAll(() => {
    const app = express().enable('strict routing').enable('case sensitive routing');
    app.use(stripStage({ log }));
    for (const route of ['/health', '/me', '/users/:id', '/admin/endpoints']) {
      app.get(route, (request, response) => {
        const id = request.params.id === undefined ? '' : ` id=${JSON.stringify(request.params.id)}`;
        ran.push(`GET ${route}${id}`);
        response.end();
      });
    }
    vectorHandler = createHandler(app, { log, eventSources: EVENT_SOURCES });
  });

  it.each(vectors)('$id: $kind $path', async (vector) => {
    ran.length = 0;
    const { statusCode } = (await vectorHandler(toEvent(vector), buildContext())) as Outcome;
    expect(vector.required.status).toContain(statusCode);
    expect([vector.required.handler].flat()).toContain(ran[0] ?? null);
  });
});

if (cases === undefined) {
  it('needs CONFORMANCE_CASES to run recorded events', () => {
    process.stdout.write('Recorded events skipped: CONFORMANCE_CASES names no folder.\n');
    expect(cases).toBeUndefined();
  });
}
