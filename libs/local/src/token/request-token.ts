import { CannotStart } from '@lambda-nest/toolkit/deployment';
import { TOKEN_PATH } from '../oidc/start-provider.ts';

export type TokenRequest = Readonly<{
  /** Name before the `@` of a seeded user, or the whole address. */
  as: string;
  scopes: readonly string[];
  /** Port of the local identity. */
  port: number;
}>;

/**
 * Asks the local identity that runs for a token, whichever provider it stands in for.
 *
 * Throws {@link CannotStart} with what is to be done when there is none.
 */
export async function requestToken({ as, scopes, port }: TokenRequest): Promise<string> {
  const base = `http://127.0.0.1:${port}`;
  const query = new URLSearchParams([
    ['as', as],
    ...scopes.map((scope): [string, string] => ['scope', scope]),
  ]);
  const response = await fetch(`${base}${TOKEN_PATH}?${query}`, { method: 'POST' }).catch(
    (error: unknown) => {
      throw new CannotStart(
        `Nothing issues tokens at ${base} (${codeOf(error)}). Run npm start in another terminal, or set IDENTITY_PORT.`,
      );
    },
  );
  // The Firebase emulator speaks JSON alone.
  if (!response.headers.get('content-type')?.startsWith('text/plain'))
    return signInAtFirebase(base, as, scopes);
  const text = await response.text();
  if (!response.ok) throw new CannotStart(text);
  return text;
}

type Account = Readonly<{ localId: string; customAttributes?: string }>;

/** Scopes are a custom claim there: it is written for the length of one sign-in. */
async function signInAtFirebase(base: string, as: string, scopes: readonly string[]): Promise<string> {
  const email = as.includes('@') ? as : `${as}@example.com`;
  const accounts = `${base}/identitytoolkit.googleapis.com/v1/accounts`;
  const { users: [account] = [] } = await call<{ users?: readonly Account[] }>(`${accounts}:lookup`, {
    email: [email],
  });
  if (!account) throw new CannotStart(`There is no user ${email}. npm start says who there is.`);
  const { localId, customAttributes = '{}' } = account;
  const write = (attributes: string) => call(`${accounts}:update`, { localId, customAttributes: attributes });
  const claims = JSON.parse(customAttributes) as Record<string, unknown>;
  if (scopes.length > 0) await write(JSON.stringify({ ...claims, scope: scopes.join(' ') }));
  try {
    const { idToken } = await call<{ idToken: string }>(`${accounts}:signInWithPassword?key=local`, {
      email,
      password: 'password',
      returnSecureToken: true,
    });
    return idToken;
  } finally {
    if (scopes.length > 0) await write(customAttributes);
  }
}

/** The emulator takes the bearer `owner` for an administrator. */
async function call<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const reply = (await response.json()) as T & { error?: { message?: string } };
  if (response.ok) return reply;
  throw new CannotStart(`The local Firebase Auth replied ${response.status}: ${reply.error?.message ?? ''}`);
}

function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ?? String(error);
}
