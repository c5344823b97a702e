import { createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { STAGE } from './sample-stage.ts';

const PROJECT = 'demo-sample';

/** The identity provider as far as a cold start meets it: a key set, a token signed with its key, and password sign-in. */
export type StubProvider = Readonly<{
  /** `host:port`, the form FIREBASE_AUTH_EMULATOR_HOST has. */
  host: string;
  /** URL of the JSON Web Key Set. */
  keySet: string;
  /** A token of a user in group USERS, valid for an hour. */
  token: string;
  /** The same of a user in these groups. */
  tokenWith: (groups: readonly string[]) => string;
  close(): void;
}>;

/** @param latency how long every response is held back, in ms: a provider is not on loopback. */
export async function startStubProvider(latency: number): Promise<StubProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = 'sample-key';
  const keys = JSON.stringify({
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }],
  });
  const sign = (claims: object): string => {
    const signed = [{ alg: 'RS256', typ: 'JWT', kid }, claims].map(encode).join('.');
    return `${signed}.${createSign('sha256').update(signed).sign(privateKey, 'base64url')}`;
  };
  const tokenWith = (groups: readonly string[]): string =>
    sign({ ...userClaims(Math.floor(Date.now() / 1000)), groups });
  const token = tokenWith(['USERS']);
  const signedIn = JSON.stringify(signInResponse(token));

  const server = createServer(async (request, response) => {
    request.resume();
    await once(request, 'end');
    if (latency > 0) await delay(latency);
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys') response.setHeader('cache-control', 'public, max-age=21600').end(keys);
    else if (request.url?.includes('/accounts:signInWithPassword')) response.end(signedIn);
    else response.writeHead(404).end('{"error":{"code":404,"message":"NOT_FOUND"}}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    token,
    tokenWith,
    keySet: `http://${host}/keys`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The claims of a Firebase ID token with one custom claim, `groups`. */
const userClaims = (now: number): object => ({
  iss: `https://securetoken.google.com/${PROJECT}`,
  aud: PROJECT,
  auth_time: now - 60,
  user_id: 'sample-user',
  sub: 'sample-user',
  iat: now - 60,
  exp: now + 3540,
  email: 'user@example.com',
  email_verified: true,
  firebase: { identities: { email: ['user@example.com'] }, sign_in_provider: 'password' },
});

/** @see https://docs.cloud.google.com/identity-platform/docs/reference/rest/v1/accounts/signInWithPassword */
const signInResponse = (idToken: string): object => ({
  kind: 'identitytoolkit#VerifyPasswordResponse',
  localId: 'sample-user',
  email: 'user@example.com',
  displayName: 'Sample User',
  registered: true,
  idToken,
  refreshToken: 'sample-refresh-token',
  expiresIn: '3600',
});

/** An environment in which the API accepts the provider's tokens: on a laptop, for a key set on loopback has no place in Lambda. */
export const sampleEnvironment = (provider: StubProvider): Record<string, string> => ({
  RUNTIME: 'LOCAL',
  FIREBASE_PROJECT_ID: PROJECT,
  FIREBASE_APP_API_KEY: 'sample-api-key',
  FIREBASE_AUTH_EMULATOR_HOST: provider.host,
  JWT_ISSUER_JWKS_URI: provider.keySet,
  JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups',
  AWS_API_GW_STAGE_NAME: STAGE,
  AWS_API_GW_MAPPING_KEY: 'sample',
});
