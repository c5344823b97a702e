import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { LocalWorkers } from './local-workers.ts';
import { serveInvocation } from './serve-invocation.ts';

let server: Server;
let events: string[];
let lines: string[];
const port = (): number => (server.address() as AddressInfo).port;

const WORKERS: LocalWorkers = {
  names: ['worker'],
  invoke: async (name, event) => {
    if (name !== 'worker') return undefined;
    events.push(event);
    if (event.includes('fail')) return { ok: false, reason: 'Error: The invocation failed.' };
    return { ok: true, payload: '{"expired":2}', times: { functionMs: 3, initMs: 0, cold: false } };
  },
  renew: () => undefined,
  close: async () => undefined,
};

beforeEach(async () => {
  [events, lines] = [[], []];
  server = createServer((incoming, response) => {
    const isServed = serveInvocation(WORKERS, incoming, response, (line) => lines.push(line));
    if (!isServed) response.writeHead(418).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const client = () =>
  new LambdaClient({
    endpoint: `http://127.0.0.1:${port()}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
const invoke = (FunctionName: string, Payload = '{}') =>
  client().send(new InvokeCommand({ FunctionName, Payload }));
const send = async (path: string, headers: Record<string, string> = {}): Promise<number | undefined> => {
  const sent = request({ port: port(), host: '127.0.0.1', path, method: 'POST', headers }).end('{}');
  const [response] = (await once(sent, 'response')) as [{ statusCode: number; resume(): void }];
  response.resume();
  return response.statusCode;
};
const INVOCATION = '/2015-03-31/functions/worker/invocations';

describe('serveInvocation', () => {
  it("takes the event of Lambda's Invoke, and replies with what the function returned", async () => {
    const { Payload, FunctionError, StatusCode } = await invoke('worker', '{"a":1}');
    expect([Payload?.transformToString(), FunctionError, StatusCode]).toEqual([
      '{"expired":2}',
      undefined,
      200,
    ]);
    expect(events).toEqual(['{"a":1}']);
    expect(lines).toEqual(['worker invoked (3 ms)']);
  });

  it('says as Lambda does that the function failed', async () => {
    const { Payload, FunctionError } = await invoke('worker', '"fail"');
    expect([Payload?.transformToString(), FunctionError]).toEqual([
      '{"errorMessage":"Error: The invocation failed."}',
      'Unhandled',
    ]);
  });

  it('names the workers that there are when it is asked for another', async () => {
    await expect(invoke('other')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'There is no worker other. There is: worker.',
    });
  });

  it('rejects what is no JSON', async () => {
    await expect(invoke('worker', '{')).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
    expect(events).toEqual([]);
  });

  it.each([
    ['an origin', { origin: 'http://evil.example' }],
    ['the name of another host', { host: 'evil.example' }],
  ])('invokes nothing for a web page, which sends %s', async (_what, headers) => {
    expect(await send(INVOCATION, headers)).toBe(403);
    expect(events).toEqual([]);
  });

  it.each(['/local/v1/orders', '/2015-03-31/functions/worker', `${INVOCATION}/1`])(
    'leaves every other request to the gateway: %s',
    async (path) => {
      expect(await send(path)).toBe(418);
    },
  );
});
