import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { loadServiceAccount } from './load-service-account.ts';

describe('loadServiceAccount', () => {
  it('asks SSM for the decrypted parameter', async () => {
    const asked: unknown[] = [];
    const server = createServer(async (request, response) => {
      asked.push(request.headers['x-amz-target'], JSON.parse(await text(request)));
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ Parameter: { Value: '{"type":"service_account"}' } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    await expect(loadServiceAccount('/api/google', 'eu-west-1')).resolves.toBe('{"type":"service_account"}');
    expect(asked).toEqual(['AmazonSSM.GetParameter', { Name: '/api/google', WithDecryption: true }]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
