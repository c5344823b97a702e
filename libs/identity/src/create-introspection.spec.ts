import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AccountUnknown } from './account.errors.ts';
import type { Claims } from './claims.ts';
import { createIntrospection, type IntrospectionOptions } from './create-introspection.ts';

const CLAIMS = { sub: 'u1' } as unknown as Claims;

type Question = { authorization: string | undefined; body: string };

let server: Server;
let questions: Question[];
let reply: { status: number; body: string };
let now: number;
let warnings: unknown[];

beforeEach(async () => {
  questions = [];
  warnings = [];
  now = 0;
  reply = { status: 200, body: '{"active":true}' };
  server = createServer(async (request, response) => {
    questions.push({ authorization: request.headers.authorization, body: await text(request) });
    response.writeHead(reply.status, { location: '/elsewhere' }).end(reply.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const create = (options: Partial<IntrospectionOptions> = {}) =>
  createIntrospection({
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/introspect`,
    clientId: 'orders api',
    clientSecret: 's&cret:',
    allowHttpLoopback: true,
    clock: () => now,
    log: { warn: (...line: unknown[]) => void warnings.push(line) },
    ...options,
  });

describe('createIntrospection', () => {
  it('asks about the token as the client, whose name and secret are encoded before they are joined', async () => {
    expect(await create().check(CLAIMS, 'a.b.c')).toBe('active');
    const [question] = questions;
    expect(question?.body).toBe('token=a.b.c&token_type_hint=access_token');
    const [, credentials = ''] = question?.authorization?.split(' ') ?? [];
    expect(Buffer.from(credentials, 'base64').toString()).toBe('orders+api:s%26cret%3A');
  });

  it('has a token that is not active any more out within five seconds, and asks once meanwhile', async () => {
    const { check } = create();
    await Promise.all([check(CLAIMS, 'a.b.c'), check(CLAIMS, 'a.b.c')]);
    reply = { status: 200, body: '{"active":false}' };
    now = 4_999;
    expect(await check(CLAIMS, 'a.b.c')).toBe('active');
    now = 5_000;
    expect(await check(CLAIMS, 'a.b.c')).toBe('revoked');
    expect(questions).toHaveLength(2);
  });

  it('takes no response about one token for another of the same user', async () => {
    const { check } = create();
    await check(CLAIMS, 'a.b.c');
    reply = { status: 200, body: '{"active":false}' };
    expect(await check(CLAIMS, 'a.b.d')).toBe('revoked');
  });

  it.each([
    [500, '{"active":true}'],
    [401, '{"active":true}'],
    [302, '{"active":true}'],
    [200, '{"active":"true"}'],
    [200, '{"active":1}'],
    [200, '{}'],
    [200, 'null'],
    [200, '[]'],
    [200, 'CANARY'],
  ])(
    'lets no caller in on %i %s, says so in the log without what was received, and asks again',
    async (status, body) => {
      const { check } = create();
      reply = { status, body };
      await expect(check(CLAIMS, 'a.b.c')).rejects.toThrow(AccountUnknown);
      expect(warnings).toHaveLength(1);
      expect(JSON.stringify(warnings)).not.toMatch(/CANARY|a\.b\.c|cret/);
      reply = { status: 200, body: '{"active":true}' };
      expect(await check(CLAIMS, 'a.b.c')).toBe('active');
    },
  );

  it('lets no caller in when the provider does not reply', async () => {
    server.closeAllConnections();
    const { check } = create({ uri: 'http://127.0.0.1:9/introspect' });
    await expect(check(CLAIMS, 'a.b.c')).rejects.toThrow();
  });

  it.each([
    [{ uri: 'http://login.example.com/introspect' }],
    [{ allowHttpLoopback: false }],
    [{ ttlMs: 5_001 }],
  ])('rejects %j', (options) => {
    expect(() => create(options)).toThrow(TypeError);
  });
});
