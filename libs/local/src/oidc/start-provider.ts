import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isLoopbackHost } from '../gateway/is-loopback-host.ts';
import type { SeededUser } from '@lambda-nest/toolkit/seeded-users';
import { listenOnLoopback, type PortUse } from '../listen-on-loopback.ts';
import { CHOOSE_USER_POLICY, chooseUserPage } from './choose-user-page.ts';
import { createProvider, LOCAL_PROGRAM, SIGN_IN_PATH, type Provider } from './create-provider.ts';
import { createProviderKey, signToken } from './signing-key.ts';
import { shapeToken } from './token-shapes.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

export const PROVIDER_PORT: PortUse = { what: 'local identity provider', variable: 'IDENTITY_PORT' };

export type StandIn = {
  url: string;
  port: number;
  jwksUri: string;
  discoveryUri: string;
  users: readonly SeededUser[];
  close(): Promise<void>;
};

type StandInOptions = Readonly<{
  issuer: TrustedIssuer;
  users: readonly SeededUser[];
  /** Scopes that the routes declare. */
  scopes: readonly string[];
  port: number;
  log: (line: string) => void;
}>;

/** Where `npm run token` asks for one. */
export const TOKEN_PATH = '/local/token';

/**
 * Starts a stand-in for an OpenID provider on loopback: discovery, keys, authorization code with PKCE, refresh, client
 * credentials. Its tokens have the issuer's name and the form of the issuer's own, and a key that was made here.
 */
export async function startProvider({ port, log, ...options }: StandInOptions): Promise<StandIn> {
  const key = createProviderKey(options.issuer.algorithm);
  const provider = await createProvider({ ...options, key });
  provider.on('server_error', (_context, error) => log(`identity: ${error.message}`));
  const callback = provider.callback();
  const server = await listenOnLoopback(
    (request, response) => {
      serve(request, response).catch((error: unknown) => {
        log(`identity: ${(error as Error).message}`);
        if (!response.headersSent) sendText(response, 500, 'The local identity provider failed.');
      });
    },
    { port, ...PROVIDER_PORT },
  );

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLoopbackHost(request.headers.host ?? '')) {
      return sendText(response, 403, 'The local identity provider serves localhost only.');
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith(SIGN_IN_PATH)) return chooseUser(provider, options, request, response);
    if (url.pathname === TOKEN_PATH) return sendToken(url.searchParams, request, response);
    await callback(request, response);
  }

  /** A token without signing in, for a terminal; a web page always names its origin. */
  function sendToken(asked: URLSearchParams, { method, headers }: IncomingMessage, response: ServerResponse) {
    if (method !== 'POST' || headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
      return sendText(response, 403, 'Only a terminal is given a token without signing in.');
    }
    const name = asked.get('as') ?? 'user';
    const user = options.users.find(({ uid, email }) => uid === name || email === name);
    if (!user && name !== LOCAL_PROGRAM.id) {
      const names = [...options.users.map(({ uid }) => uid), LOCAL_PROGRAM.id].join(', ');
      return sendText(response, 404, `There is no user of that name. There are ${names}.`);
    }
    const issuedAt = Math.floor(Date.now() / 1000);
    const content = shapeToken(
      {
        user,
        clientId: user ? options.issuer.docsClientId : LOCAL_PROGRAM.id,
        scopes: asked.getAll('scope').flatMap((scope) => scope.split(/[ ,]+/).filter(Boolean)),
        issuedAt,
        expiresAt: issuedAt + 3600,
        id: randomUUID(),
      },
      options.issuer,
    );
    return sendText(response, 200, signToken(content, key));
  }

  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    port: server.port,
    jwksUri: `${url}/jwks`,
    discoveryUri: `${url}/.well-known/openid-configuration`,
    users: options.users,
    close: server.close,
  };
}

async function chooseUser(
  provider: Provider,
  { users, issuer }: Pick<StandInOptions, 'users' | 'issuer'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    await provider.interactionDetails(request, response);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': CHOOSE_USER_POLICY,
    });
    response.end(chooseUserPage(users, issuer.issuer));
    return;
  }
  const chosen = new URLSearchParams(await text(request)).get('user');
  const user = users.find(({ uid }) => uid === chosen);
  if (!user) return sendText(response, 400, 'There is no such user.');
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: user.uid } },
    { mergeWithLastSubmission: false },
  );
}

function sendText(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(body);
}
