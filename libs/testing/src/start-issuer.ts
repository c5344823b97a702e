import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Issuer = {
  issuer: string;
  discoveryUri: string;
  /** What the issuer was asked for, in order. */
  asked: string[];
  /** Replaces the way it replies, for issuers in trouble; `undefined` is the usual way. */
  answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** A token signed by it: the usual claims and header, with these instead. A member set to `undefined` is left out. */
  mint(claims?: Record<string, unknown>, header?: Record<string, unknown>): string;
  /** Makes a new key with a new id, forgetting the old one. */
  rotate(): void;
  close(): Promise<void>;
};

const AUDIENCE = 'demo-test';

/** A small OpenID provider on loopback: discovery document, key set, and RS256 tokens made on the spot for the audience `demo-test`. */
export async function startIssuer(): Promise<Issuer> {
  let rotation = 0;
  let { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = (): string => `k${rotation}`;
  const server = createServer((request, response) => {
    issuer.asked.push(request.url ?? '');
    if (issuer.answer) return issuer.answer(request, response);
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: kid(), use: 'sig', alg: 'RS256' };
    const discovery = { issuer: issuer.issuer, jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : discovery));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer: Issuer = {
    issuer: 'https://issuer.example.com/demo',
    discoveryUri: `http://127.0.0.1:${port}/.well-known/openid-configuration`,
    asked: [],
    answer: undefined,
    mint(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: issuer.issuer, aud: AUDIENCE, sub: 'uid-1', iat: now, exp: now + 3600 };
      const signed = [
        { alg: 'RS256', kid: kid(), typ: 'JWT', ...header },
        { ...usual, ...claims },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
    rotate() {
      rotation += 1;
      ({ privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 }));
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}
