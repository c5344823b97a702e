import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startBehindGateway, type ApiBehindGateway } from '@lambda-nest/local/proofs';
import { RECORDED_REQUESTS } from './python-clients/read-recorded.ts';
import { API } from './start-api.ts';

const ROUTES = [
  { method: 'POST', path: '/v1/auth/token', authorizer: false, scopes: [] },
  { method: 'GET', path: '/v1/manage/hc', authorizer: false, scopes: [] },
  { method: 'GET', path: '/v1/users/whoami', authorizer: true, scopes: [] },
  { method: 'GET', path: '/v1/admin/endpoints', authorizer: true, scopes: [] },
];

/** The status of each recorded request, and what its body must have. */
const REPLIES: Readonly<Record<string, readonly [status: number, body: unknown]>> = {
  form: [200, { token_type: 'bearer', access_token: expect.any(String), refreshToken: 'AMf-refresh' }],
  multipart: [200, { token_type: 'bearer', access_token: expect.any(String), refreshToken: 'AMf-refresh' }],
  'form without a password': [400, { error: 'invalid_request' }],
  'JSON in place of a form': [415, { error: 'invalid_request', code: '415000', detail: expect.any(String) }],
  health: [200, { status: expect.any(String) }],
  whoami: [200, { claims: { groups: ['USERS'] } }],
  // The gateway's own, before the function runs.
  'whoami without a token': [401, { message: 'Unauthorized' }],
  admin: [200, expect.arrayContaining([expect.objectContaining({ path: '/v1/users/whoami' })])],
  'admin without the role': [403, { code: '403003', detail: expect.any(String) }],
};

let api: ApiBehindGateway;
beforeAll(async () => {
  api = await startBehindGateway(ROUTES, API);
});
afterAll(() => api.close());
beforeEach(() => {
  api.google.requests.length = 0;
});

/** Writes the bytes as they were recorded, but for the tokens and for a connection that closes, which ends the reply. */
async function replay(sent: string): Promise<{ status: number; body: unknown }> {
  const bytes = sent
    .replace(/<(USERS|ADMINS)>/, (_, role: string) => api.bearer({ groups: [role] }).authorization.slice(7))
    .replace('Connection: keep-alive', 'Connection: close');
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.write(bytes, 'latin1');
  const reply = (await buffer(socket)).toString();
  const [head = '', ...rest] = reply.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body: JSON.parse(rest.join('\r\n\r\n')) };
}

describe("what Python's clients send, byte by byte", () => {
  it('was recorded of both clients, each case', () => {
    const cases = Object.groupBy(RECORDED_REQUESTS, ({ client }) => client.split(' ')[0] ?? '');
    expect(Object.keys(cases)).toEqual(['requests', 'httpx']);
    for (const recorded of Object.values(cases))
      expect(recorded?.map(({ what }) => what)).toEqual(Object.keys(REPLIES));
  });

  it.each(RECORDED_REQUESTS)('gets the documented reply: $client, $what', async ({ what, sent }) => {
    const [status, body] = REPLIES[what] ?? [];
    const reply = await replay(sent);
    expect(reply.status).toBe(status);
    if (Array.isArray(reply.body)) expect(reply.body).toEqual(body);
    else expect(reply.body).toMatchObject(body as object);
  });

  it.each(RECORDED_REQUESTS.filter(({ what }) => what === 'form' || what === 'multipart'))(
    'signs in with the very password: $client, $what',
    async ({ sent }) => {
      await replay(sent);
      const asked = api.google.requests.find(({ path }) => path.endsWith('signInWithPassword'));
      expect(JSON.parse(asked?.body ?? '')).toMatchObject({
        email: 'user@example.com',
        password: 'pass wörd&+=',
      });
    },
  );
});
