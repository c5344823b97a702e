import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSigningKey, mint } from './mint-token.ts';

export type Issuer = {
  issuer: string;
  discoveryUri: string;
  /** What the issuer was asked for, in order. */
  asked: string[];
  /** Replaces the way it replies, for issuers in trouble; `undefined` is the usual way. */
  respond: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
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
  let key = createSigningKey('k0');
  const server = createServer((request, response) => {
    issuer.asked.push(request.url ?? '');
    if (issuer.respond) return issuer.respond(request, response);
    const discovery = { issuer: issuer.issuer, jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [key.jwk] } : discovery));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer: Issuer = {
    issuer: 'https://issuer.example.com/demo',
    discoveryUri: `http://127.0.0.1:${port}/.well-known/openid-configuration`,
    asked: [],
    respond: undefined,
    mint(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: issuer.issuer, aud: AUDIENCE, sub: 'uid-1', iat: now, exp: now + 3600 };
      return mint({ key, header, payloadText: JSON.stringify({ ...usual, ...claims }) });
    },
    rotate() {
      rotation += 1;
      key = createSigningKey(`k${rotation}`);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}
