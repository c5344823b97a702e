import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { SeededUser } from '@lambda-nest/toolkit/seeded-users';
import { EMULATORS } from '../emulators.ts';
import { isLoopback } from '@lambda-nest/identity';
import { MemoryAdapter } from './memory-adapter.ts';
import type { ProviderKey } from './signing-key.ts';
import { shapeToken } from './token-shapes.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

/** A program in its own name, where the provider's shape has such tokens. */
export const LOCAL_PROGRAM = { id: 'local-program', secret: 'password' };

/** Where one chooses a user; the id of the attempt follows. */
export const SIGN_IN_PATH = '/local/sign-in/';

/** What access tokens are for, as far as the provider is concerned; what stands in them is shaped. */
const RESOURCE = 'urn:local:api';

export type ProviderOptions = Readonly<{
  issuer: TrustedIssuer;
  key: ProviderKey;
  users: readonly SeededUser[];
  /** Every scope that a route declares: a client that asks for one gets it. */
  scopes: readonly string[];
}>;

type AccessToken = Readonly<{ accountId?: string; clientId: string; scope?: string }>;
type Structured = {
  header: object;
  payload: { iat: number; exp: number; jti: string } & Record<string, unknown>;
};
type Context = Readonly<{
  oidc: Readonly<{
    session?: { accountId: string };
    client: { clientId: string };
    provider: { Grant: new (about: object) => Grant };
    requestParamScopes?: ReadonlySet<string>;
  }>;
}>;
type Grant = {
  addOIDCScope(scope: string): void;
  addResourceScope(resource: string, scope: string): void;
  save(): Promise<string>;
};

/** As much of oidc-provider as is used. */
export type Provider = Readonly<{
  callback(): RequestListener;
  interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ uid: string }>;
  interactionFinished(
    request: IncomingMessage,
    response: ServerResponse,
    result: object,
    options: object,
  ): Promise<void>;
  on(event: string, listener: (context: unknown, error: Error) => void): void;
}>;

type ProviderClass = { new (issuer: string, configuration: object): Provider };

/** An OpenID provider that issues tokens in another provider's name and form. */
export async function createProvider(options: ProviderOptions): Promise<Provider> {
  const { issuer, key, users, scopes } = options;
  const Provider = await loadProvider();
  const provider = new Provider(issuer.issuer, {
    adapter: MemoryAdapter,
    clients: [
      {
        client_id: LOCAL_PROGRAM.id,
        client_secret: LOCAL_PROGRAM.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    jwks: { keys: [key.jwk] },
    clientDefaults: { id_token_signed_response_alg: issuer.algorithm },
    enabledJWA: { idTokenSigningAlgValues: [issuer.algorithm] },
    scopes: ['openid', 'offline_access', 'email', 'profile'],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context: unknown, id: string) => findAccount(users, id),
    loadExistingGrant: (context: Context) => grantAll(context, scopes),
    issueRefreshToken: () => true,
    clientBasedCORS: (_context: unknown, origin: string) => isOfThisMachine(origin),
    pkce: { required: () => true },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `${SIGN_IN_PATH}${uid}` },
    cookies: { keys: [key.kid] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      introspection: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes.join(' '),
          audience: RESOURCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
          jwt: { sign: { alg: issuer.algorithm } },
        }),
      },
    },
    renderError: (
      context: { type: string; body: string },
      error: { error: string; error_description?: string },
    ) => {
      context.type = 'text/plain';
      context.body = [error.error, error.error_description].filter(Boolean).join(': ');
    },
    formats: {
      customizers: {
        jwt: (_context: unknown, token: AccessToken, structured: Structured) =>
          shapeInPlace(options, token, structured),
      },
    },
    ttl: {
      AccessToken: 3600,
      ClientCredentials: 3600,
      IdToken: 3600,
      RefreshToken: 86_400,
      Interaction: 3600,
      Session: 86_400,
      Grant: 86_400,
    },
  });
  allowRedirects(provider);
  return provider;
}

async function loadProvider(): Promise<ProviderClass> {
  const { default: Provider } = (await import(new URL('oidc-provider.mjs', EMULATORS).href)) as {
    default: ProviderClass;
  };
  return Provider;
}

function findAccount(users: readonly SeededUser[], id: string): object | undefined {
  const user = users.find(({ uid }) => uid === id);
  if (!user) return undefined;
  const claims = { sub: id, email: user.email, email_verified: true, name: user.displayName };
  return { accountId: id, claims: () => claims };
}

/** No user is asked for consent on a laptop: what is asked for is granted. */
async function grantAll({ oidc }: Context, scopes: readonly string[]): Promise<Grant> {
  const { session, client, provider } = oidc;
  const grant = new provider.Grant({ accountId: session?.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid offline_access email profile');
  if (scopes.length > 0) grant.addResourceScope(RESOURCE, scopes.join(' '));
  await grant.save();
  return grant;
}

function shapeInPlace({ issuer, users }: ProviderOptions, token: AccessToken, structured: Structured): void {
  const { iat, exp, jti } = structured.payload;
  const { header, claims } = shapeToken(
    {
      user: users.find(({ uid }) => uid === token.accountId),
      clientId: token.clientId,
      scopes: token.scope?.split(' ').filter(Boolean) ?? [],
      issuedAt: iat,
      expiresAt: exp,
      id: jti,
    },
    issuer,
  );
  const { alg: _alg, ...rest } = header;
  structured.header = { typ: undefined, ...rest };
  // The library wants an audience, which tokens of Cognito do not have: what is written is what was shaped.
  const payload = { ...claims, aud: RESOURCE } as unknown as Structured['payload'];
  structured.payload = Object.defineProperty(payload, 'toJSON', { value: () => claims });
}

/** An application on this machine may have any port and path. */
function allowRedirects(provider: object): void {
  const { Client } = provider as { Client: { prototype: { redirectUriAllowed(uri: string): boolean } } };
  Client.prototype.redirectUriAllowed = isOfThisMachine;
}

function isOfThisMachine(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && isLoopback(url.hostname);
}
