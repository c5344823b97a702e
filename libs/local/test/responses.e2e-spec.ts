import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalGateway } from '../src/gateway/start-gateway.ts';
import { startGateway } from '../src/gateway/start-gateway.ts';
import { recordEvents } from './record-events.ts';
import { RESPONSE_PAIRS } from './response-pairs.ts';
import { headerOf, sendRequest } from './send-request.ts';

const REQUEST_ID = /^[A-Za-z0-9+/]{15}=$/;

describe.each(['1.0', '2.0'] as const)('payload %s', (payloadFormat) => {
  const runner = recordEvents();
  let gateway: LocalGateway;

  beforeAll(async () => {
    const routes = [{ method: 'GET', path: '/x', authorizer: false, scopes: [] }];
    gateway = await startGateway({ stage: 'local', routes, runner, port: 0, payloadFormat });
  });

  afterAll(() => gateway.close());

  it.each(RESPONSE_PAIRS.filter(({ formats }) => formats.includes(payloadFormat)))(
    'answers the client as recorded for $what',
    async ({ returned, received }) => {
      runner.result = returned;
      const response = await sendRequest(gateway.port, { path: '/local/x' });
      expect(response).toMatchObject({ status: received.status, body: received.body });
      expect(headerOf(response, 'apigw-requestid')).toMatch(REQUEST_ID);
      const own = new Set(['Date', 'Apigw-Requestid', 'Connection']);
      const received2 = response.headers.filter(([name]) => !own.has(name)).sort();
      expect(received2).toEqual(
        received.headers.flatMap(([name, ...values]) => values.map((one) => [name, one])).sort(),
      );
    },
  );
});

describe('every response', () => {
  it('names connection and request as HTTP APIs do, and nothing else of the server', async () => {
    const runner = recordEvents();
    const gateway = await startGateway({ stage: 'local', routes: [], runner, port: 0 });
    const { headers } = await sendRequest(gateway.port, { path: '/' });
    await gateway.close();
    expect(headers.map(([name]) => name).sort()).toEqual([
      'Apigw-Requestid',
      'Connection',
      'Content-Length',
      'Content-Type',
      'Date',
    ]);
  });
});
