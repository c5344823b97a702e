import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { mint, signingKey } from '@lambda-nest/testing';
import { createTokenVerifier } from './create-token-verifier.ts';
import { discoverKeySet } from './discover-key-set.ts';
import { presetFor } from './issuer.presets.ts';

type Reply = Readonly<{ status?: number; headers?: Record<string, string>; body?: unknown }>;

let server: Server | undefined;
let asked: string[];

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An issuer on this machine, with a path as Keycloak's have one. Replies by path; everything else is 404. */
async function startIssuer(replies: (issuer: string) => Readonly<Record<string, Reply>>): Promise<string> {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, headers, body = '' } = replies(issuer)[request.url ?? ''] ?? { status: 404 };
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/shop`;
  return issuer;
}

const DOCUMENT = '/realms/shop/.well-known/openid-configuration';
const KEYS = '/certs';

describe('discoverKeySet', () => {
  it.each<[string, (issuer: string) => string, string]>([
    ['on the same host', (issuer) => new URL(KEYS, issuer).href, KEYS],
    ['on another host', () => 'https://keys.example.com/certs', KEYS],
  ])('finds the keys %s', async (_where, address, path) => {
    const issuer = await startIssuer((name) => ({
      [DOCUMENT]: { body: { issuer: name, jwks_uri: address(name) } },
    }));
    const found = await discoverKeySet(issuer);
    expect([found.href, found.pathname]).toEqual([address(issuer), path]);
  });

  it('takes the usual place when there is no document', async () => {
    const issuer = await startIssuer(() => ({}));
    expect((await discoverKeySet(issuer)).href).toBe(`${issuer}/.well-known/jwks.json`);
  });

  it('looks below an issuer that ends with a slash', async () => {
    const issuer = await startIssuer((name) => ({
      [DOCUMENT]: { body: { issuer: `${name}/`, jwks_uri: `${name}/certs` } },
    }));
    expect((await discoverKeySet(`${issuer}/`)).href).toBe(`${issuer}/certs`);
  });

  it.each<[string, Reply, string]>([
    [
      'another issuer',
      { body: { issuer: 'https://evil.example', jwks_uri: 'https://evil.example/keys' } },
      'The discovery document is of another issuer.',
    ],
    ['no issuer', { body: { jwks_uri: 'https://a.example/keys' } }, 'of another issuer'],
    ['nothing', { body: 'null' }, 'of another issuer'],
    ['no JSON', { body: '<html>' }, 'is not valid JSON'],
    ['a redirect', { status: 302, headers: { location: 'https://evil.example/' } }, 'the status was 302'],
    ['an error', { status: 500 }, 'the status was 500'],
  ])('rejects a document that is %s', async (_what, reply, message) => {
    const issuer = await startIssuer(() => ({ [DOCUMENT]: reply }));
    await expect(discoverKeySet(issuer)).rejects.toThrow(message);
  });

  it.each(['http://keys.example.com/', 'file:///etc/passwd', 'https://a:b@keys.example.com/', '', undefined])(
    'rejects the address %s',
    async (address) => {
      const issuer = await startIssuer((name) => ({
        [DOCUMENT]: { body: { issuer: name, jwks_uri: address } },
      }));
      await expect(discoverKeySet(issuer)).rejects.toThrow(
        'jwks_uri of the discovery document must be an https URL',
      );
    },
  );
});

describe('a verifier that discovers the keys', () => {
  const claims = (iss: string, more: object = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return JSON.stringify({ iss, sub: 'u', aud: 'api', iat: now, exp: now + 60, ...more });
  };
  const replies = (issuer: string) => ({
    [DOCUMENT]: { body: { issuer, jwks_uri: new URL(KEYS, issuer).href } },
    [KEYS]: { body: { keys: [signingKey().jwk] } },
  });
  const verifierOf = (issuer: string, clock = () => Date.now()) =>
    createTokenVerifier({
      ...presetFor({ issuer, audiences: ['api'], allowHttpLoopback: true }),
      allowHttpLoopback: true,
      clock,
    });

  it('does so once, when the first token comes', async () => {
    const issuer = await startIssuer(replies);
    const verifier = verifierOf(issuer);
    expect(asked).toEqual([]);
    const token = () => verifier.verify(mint({ payloadText: claims(issuer) }));
    await Promise.all([token(), token()]);
    await token();
    expect(asked).toEqual([DOCUMENT, KEYS]);
  });

  it('renews the keys without discovery', async () => {
    const issuer = await startIssuer(replies);
    let ahead = 0;
    const verifier = verifierOf(issuer, () => Date.now() + ahead);
    await verifier.verify(mint({ payloadText: claims(issuer) }));
    ahead = 11 * 60_000;
    await verifier.verify(
      mint({ payloadText: claims(issuer, { exp: Math.floor(Date.now() / 1000) + 3600 }) }),
    );
    while (asked.length < 3) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([DOCUMENT, KEYS, KEYS]);
  });

  it('never asks where an unverified token says', async () => {
    const issuer = await startIssuer(replies);
    const token = mint({ payloadText: claims(`${issuer}/evil`) });
    await expect(verifierOf(issuer).verify(token)).rejects.toMatchObject({ reason: 'issuer' });
    expect(asked).toEqual([]);
  });

  it('discovers anew after the keys could not be had', async () => {
    let broken = true;
    const issuer = await startIssuer((name) => ({
      ...replies(name),
      ...(broken ? { [KEYS]: { status: 404 } } : {}),
    }));
    let ahead = 0;
    const verifier = verifierOf(issuer, () => Date.now() + ahead);
    await expect(verifier.verify(mint({ payloadText: claims(issuer) }))).rejects.toMatchObject({
      name: 'KeysUnavailable',
    });
    broken = false;
    ahead = 2_000;
    await verifier.verify(mint({ payloadText: claims(issuer) }));
    expect(asked).toEqual([DOCUMENT, KEYS, DOCUMENT, KEYS]);
  });
});
