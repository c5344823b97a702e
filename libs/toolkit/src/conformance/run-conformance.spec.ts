import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { expectThroughGateway } from './expected-response.ts';
import type { ProvenRoute } from './proven-route.ts';
import { runConformance } from './run-conformance.ts';

const SECRET = 'secret-of-the-proxy';
const ROUTE = {
  method: 'GET',
  path: '/v1/health',
  declaration: { kind: 'public' },
} as unknown as ProvenRoute;

let server: Server;
let base: string;
beforeEach(async () => {
  // A function behind a proxy: it rejects what the proxy did not send.
  server = createServer(({ headers }, response) => {
    response.writeHead(headers['x-origin-secret'] === SECRET ? 200 : 403).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const prove = (headers?: Readonly<Record<string, string>>) =>
  runConformance({ base, headers, routes: [ROUTE], tokens: [], expectResponse: expectThroughGateway });

describe('runConformance', () => {
  it('sends headers with each request, such as what the proxy before would send', async () => {
    const proofs = await prove({ 'x-origin-secret': SECRET });
    expect(proofs.length).toBeGreaterThan(0);
    expect(proofs.map(({ response: reply }) => reply?.status)).toEqual(proofs.map(() => 200));
  });

  it('finds a public route closed when the proxy is passed by', async () => {
    const [proof] = await prove();
    expect([proof?.response?.status, proof?.differences.length]).toEqual([403, expect.any(Number)]);
    expect(proof?.differences).not.toEqual([]);
  });
});
