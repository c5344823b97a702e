import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { gateResponses, UndeclaredResponse } from './gate-responses.ts';
import { letReject, letRespond } from './response-gate.ts';

type Respond = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server | undefined;
let reported: { error: Error; url: string | undefined }[];
beforeEach(() => {
  reported = [];
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<unknown>((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

const gate = gateResponses((error, { url }) => void reported.push({ error, url }));

async function askServer(app: RequestListener) {
  server = createServer(app);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/orders/CANARY`);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Asks for what `respond` sends behind the gate, in place of a route. */
const ask = (respond: Respond) =>
  askServer((request, response) => gate(request, response, () => respond(response, request)));

const problem = (status: number): unknown =>
  expect.objectContaining({ type: 'about:blank', status, code: `${status}000` });

const WAYS: [string, Respond][] = [
  ['end', (response) => void response.end('CANARY')],
  ['write', (response) => void (response.write('CANARY') && response.end('CANARY'))],
  ['writeHead', (response) => void response.writeHead(response.statusCode, { 'x-secret': 'CANARY' }).end()],
  ['flushHeaders', (response) => void (response.flushHeaders(), response.end('CANARY'))],
];

describe('a response behind the gate', () => {
  it.each(WAYS)('does not leave by %s while no route has let its caller in', async (_way, respond) => {
    const { status, headers, text } = await ask((response, request) => {
      response.setHeader('set-cookie', 'CANARY=1');
      response.setHeader('x-total', 'CANARY');
      respond(response, request);
    });
    expect(status).toBe(500);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(JSON.parse(text)).toEqual(problem(500));
    expect(text + JSON.stringify([...headers])).not.toContain('CANARY');
    expect(reported).toHaveLength(1);
    expect(reported[0]).toMatchObject({
      url: '/orders/CANARY',
      error: {
        name: 'UndeclaredResponse',
        status: 200,
        message:
          'A middleware responded with 200, and no route declares who may read that. ' +
          'It may pass a request on or reject it with a status of 400 or above; what responds is a route of a controller.',
      },
    });
    expect(reported[0]?.error).toBeInstanceOf(UndeclaredResponse);
  });

  it.each<[string, Respond]>([
    ['write', (response) => void response.write('CANARY')],
    ['writeHead', (response) => void response.writeHead(200)],
    ['flushHeaders', (response) => void response.flushHeaders()],
  ])('is rejected at once by %s, however it goes on', async (_way, respond) => {
    const { status, text } = await ask(respond);
    expect([status, JSON.parse(text)]).toEqual([500, problem(500)]);
  });

  it('has its head sent before its body once its caller was let in', async () => {
    let sent: ServerResponse | undefined;
    server = createServer((request, response) =>
      gate(request, response, () => {
        letRespond((sent = response));
        response.setHeader('x-total', '7');
        response.flushHeaders();
      }),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect([response.status, response.headers.get('x-total')]).toEqual([200, '7']);
    sent?.end('late');
    expect(await response.text()).toBe('late');
  });

  it.each(WAYS)('leaves by %s as it is once its caller was let in', async (_way, respond) => {
    const { status, headers } = await ask((response, request) => {
      letRespond(response);
      response.statusCode = 203;
      response.setHeader('x-total', '7');
      respond(response, request);
    });
    expect([status, headers.get('x-total'), headers.get('content-type')]).toEqual([203, '7', null]);
    expect(reported).toEqual([]);
  });

  it('has the body that a route wrote', async () => {
    const { text } = await ask((response) => {
      letRespond(response);
      response.write('a');
      response.write(Buffer.from('b'), () => {});
      response.end('ü', 'latin1');
    });
    expect(Buffer.from(text)).toEqual(Buffer.from('ab\ufffd'));
  });

  it.each([400, 429, 503])('keeps status and headers of a rejection: %s', async (rejection) => {
    const { status, headers, text } = await ask((response) => {
      response.statusCode = rejection;
      response.setHeader('retry-after', '7');
      response.setHeader('etag', '"CANARY"');
      response.end('CANARY');
    });
    expect([status, headers.get('retry-after')]).toEqual([rejection, '7']);
    expect(JSON.parse(text)).toEqual(problem(rejection));
    expect(text + JSON.stringify([...headers])).not.toContain('CANARY');
    expect(reported).toEqual([]);
  });

  it('is a rejection by the status of writeHead, too', async () => {
    const { status, text } = await ask((response) => void response.writeHead(403).end('CANARY'));
    expect([status, JSON.parse(text)]).toEqual([403, problem(403)]);
    expect(reported).toEqual([]);
  });

  it.each([
    'access-control-allow-origin',
    'content-security-policy',
    'cross-origin-opener-policy',
    'origin-agent-cluster',
    'permissions-policy',
    'referrer-policy',
    'strict-transport-security',
    'vary',
    'x-content-type-options',
    'x-dns-prefetch-control',
    'x-download-options',
    'x-frame-options',
    'x-permitted-cross-domain-policies',
    'x-xss-protection',
  ])('keeps %s in place of what a middleware sent', async (name) => {
    const { status, headers } = await ask((response) => {
      response.setHeader(name, 'kept');
      response.end('CANARY');
    });
    expect([status, headers.get(name)]).toEqual([500, 'kept']);
  });

  it.each(['x-vary', 'varying', 'x-content-type', 'my-cross-origin-policy', 'x-frame-options-of', 'server'])(
    'has no %s in place of what a middleware sent',
    async (name) => {
      const { status, headers } = await ask((response) => {
        response.setHeader(name, 'CANARY');
        response.end('CANARY');
      });
      expect([status, headers.get(name)]).toEqual([500, null]);
    },
  );

  it('is rejected once, whatever is sent after that', async () => {
    const { status, text } = await ask((response) => {
      response.end('CANARY');
      response.statusCode = 200;
      response.writeHead(200, { 'x-secret': 'CANARY' });
      response.flushHeaders();
      response.write('CANARY');
      response.end('CANARY');
    });
    expect([status, JSON.parse(text)]).toEqual([500, problem(500)]);
    expect(reported).toHaveLength(1);
  });

  it('gives back what Node gives back', async () => {
    const returned: unknown[] = [];
    await ask((response) => {
      returned.push(response.writeHead(200) === response, response.write('x'), response.end() === response);
      returned.push(response.writeHead(200) === response, response.write('x'), response.end() === response);
    });
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    await ask((response) => {
      letRespond(response);
      returned.push(response.writeHead(200) === response, response.write('x'), response.end() === response);
    });
    expect(returned).toEqual(Array.from({ length: 9 }, () => true));
  });

  it('leaves as an error, and as nothing else, while a route is at work', async () => {
    const rejecting: Respond = (response) => {
      letReject(response);
      response.statusCode = 404;
      response.end('There is no such order.');
    };
    expect(await ask(rejecting)).toMatchObject({ status: 404, text: 'There is no such order.' });
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    const { status } = await ask((response) => {
      letReject(response);
      response.end('CANARY');
    });
    expect([status, reported.length]).toEqual([500, 1]);
  });

  it('does not pass through what a middleware has put in its place', async () => {
    const { status, text } = await ask((response) => {
      const end = response.end.bind(response) as (text: string) => ServerResponse;
      response.end = ((body: string) => end(`compressed ${body}`)) as ServerResponse['end'];
      response.end('CANARY');
    });
    expect([status, JSON.parse(text)]).toEqual([500, problem(500)]);
  });

  it('does not leave from an application that is mounted', async () => {
    const mounted = express().use((_request, response) => void response.json({ secret: 'CANARY' }));
    const { status, text } = await askServer(express().use(gate).use(mounted));
    expect([status, JSON.parse(text)]).toEqual([500, problem(500)]);
  });

  it('has its head written by what stood there before the gate', async () => {
    const { headers } = await askServer((request, response) => {
      const writeHead = response.writeHead.bind(response) as (status: number) => ServerResponse;
      response.writeHead = ((status: number) => {
        response.setHeader('x-written', String(status));
        return writeHead(status);
      }) as ServerResponse['writeHead'];
      gate(request, response, () => {
        letRespond(response);
        response.writeHead(203);
        response.end();
      });
    });
    expect(headers.get('x-written')).toBe('203');
  });
});
