import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { captureLog, buildContext, buildHttpApiEvent } from '@lambda-nest/testing';
import { createHandler } from './create-handler.ts';
import { rejectUnsafePath } from './reject-unsafe-path.ts';

const { log, records } = captureLog();
const app = express();
app.use(rejectUnsafePath({ log }));
app.use((_, response) => void response.send('reached'));

describe('rejectUnsafePath', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  async function send(
    path: string,
  ): Promise<{ status: number | undefined; type: string | undefined; body: string }> {
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      request({ port, path, host: '127.0.0.1', agent: false }, (response) => {
        const { statusCode: status, headers } = response;
        void text(response).then((body) => resolve({ status, type: headers['content-type'], body }), reject);
      })
        .once('error', reject)
        .end();
    });
  }

  it.each(['/v1/x', '/v1/x/?q=//../%2F', '/'])('lets %s pass', async (path) => {
    expect(await send(path)).toMatchObject({ status: 200, body: 'reached' });
  });

  it.each(['//v1', '/v1/../x', '/v1/%2e%2e/x', '/v1%2Fx', '/v1%5Cx', '/v1/x%20', '/v1/%00', '/%FF', '/%'])(
    'answers %s as the Lambda handler does',
    async (path) => {
      records.length = 0;
      const reply = await send(path);
      expect(reply).toMatchObject({ status: 400, type: 'application/problem+json' });
      expect(records).toMatchObject([
        { level: 'warn', message: 'request rejected', method: 'GET', status: 400 },
      ]);
      const event = buildHttpApiEvent();
      const twin = {
        ...event,
        rawPath: path,
        requestContext: { ...event.requestContext, domainName: 'x.lambda-url.y' },
      };
      const handler = createHandler(app, { log, eventSources: ['function-url'] });
      expect(await handler(twin, buildContext())).toMatchObject({ statusCode: 400, body: reply.body });
    },
  );

  it.each(['/v1/x?q=100%', '/v1/x?%zz', '/v1/x?q=%FF'])('answers 400 to the query of %s', async (path) => {
    records.length = 0;
    const reply = await send(path);
    expect(JSON.parse(reply.body)).toMatchObject({ status: 400, detail: 'The query string is malformed.' });
    expect(records).toMatchObject([{ reason: 'query-malformed' }]);
  });

  it('answers 414 to a path that is too long', async () => {
    records.length = 0;
    expect(JSON.parse((await send(`/${'a'.repeat(11_000)}`)).body)).toEqual({
      type: 'about:blank',
      title: 'URI Too Long',
      status: 414,
      detail: 'The path is too long.',
      code: '414000',
    });
    expect(records).toMatchObject([{ status: 414, reason: 'path-too-long' }]);
  });

  it('answers 400 to a target that is no path', async () => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.end('GET http://evil.example/v1 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  });
});
