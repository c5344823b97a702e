import { ApiError } from './api-error.ts';
import type { ConnectionOptions } from './client-options.ts';
import { createClient } from './create-client.ts';
import type { components } from './schema.ts';
import type { TokenProvider } from './token-provider.ts';

export type PasswordOptions = ConnectionOptions & Readonly<{ username: string; password: string }>;

type Grant = components['schemas']['TokenRequest'];
type Session = Readonly<{ accessToken: string; refreshToken: string; renewAt: number; expiresAt: number }>;

/** How long before it expires a token is renewed, or half its life if that is less. */
const MARGIN_MS = 60_000;

/**
 * Creates a provider that signs in with a password, on first use, and keeps the token good: renews it a minute before
 * it expires, or once the API has rejected it, by the refresh token and, should that be rejected, by the password.
 *
 * However many calls need a token, one request asks for it. A renewal that fails while the token is still good is tried
 * again by the next call. A sign-in is never sent again by itself.
 *
 * For programs. In a browser, let people sign in at the identity provider and hand its token to `createClient`.
 */
export function createPasswordTokenProvider(options: PasswordOptions): TokenProvider {
  const { username, password, ...connection } = options;
  const client = createClient(connection);
  let session: Session | undefined;
  let renewal: Promise<Session> | undefined;

  async function signIn(grant: Grant): Promise<Session> {
    const asked = Date.now();
    const { data } = await client.POST('/auth/token', {
      body: grant,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      // No other address is to be sent the password.
      redirect: 'error',
    });
    return toSession(data, asked);
  }

  async function renew(): Promise<Session> {
    try {
      if (session) return await signIn({ grant_type: 'refresh_token', refresh_token: session.refreshToken });
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === 'oauth')) throw error;
    }
    return signIn({ grant_type: 'password', username, password });
  }

  async function renewOnce(): Promise<Session> {
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    session = await renewal;
    return session;
  }

  return {
    async getToken(rejected) {
      const current = session?.accessToken === rejected ? undefined : session;
      if (current && Date.now() < current.renewAt) return current.accessToken;
      try {
        return (await renewOnce()).accessToken;
      } catch (error) {
        if (current && Date.now() < current.expiresAt) return current.accessToken;
        throw error;
      }
    },
  };
}

function toSession(token: components['schemas']['Token'], asked: number): Session {
  const lifeMs = token.expires_in * 1000;
  const expiresAt = asked + lifeMs;
  return {
    accessToken: token.access_token,
    refreshToken: token.refresh_token,
    expiresAt,
    renewAt: expiresAt - Math.min(MARGIN_MS, lifeMs / 2),
  };
}
