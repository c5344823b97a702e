import { readEmulatorOrigin } from './read-emulator-origin.ts';
import { readSignInAnswer } from './read-sign-in-answer.ts';
import type { OutboundRequest } from './send-request.ts';
import { RequestFailed, sendRequest } from './send-request.ts';
import { SignInUnavailable } from './sign-in.errors.ts';

export type SignInOptions = Readonly<{
  /** Web API key of the Firebase project. */
  apiKey: string;
  /** `host:port` of a Firebase Auth emulator on this machine, instead of Google. */
  emulatorHost?: string | undefined;
  /** Firebase tenant whose users sign in. */
  tenantId?: string | undefined;
  /** Milliseconds for a sign-in, a second attempt included: 1 to 9500. Default 8000. */
  timeoutMs?: number;
}>;

/** A user's tokens. `expiresIn` is the life of the ID token in seconds. */
export type Tokens = Readonly<{ idToken: string; refreshToken: string; expiresIn: number; localId: string }>;

/** The same with what Google says of the account. */
export type PasswordTokens = Tokens &
  Readonly<{ kind: string; email: string; displayName: string; registered: boolean }>;

/**
 * Signs users in at Firebase Authentication. Both methods throw `SignInRefused`, `TooManyAttempts` or
 * `SignInUnavailable`, nothing else.
 */
export interface SignIn {
  withPassword(credentials: Readonly<{ email: string; password: string }>): Promise<PasswordTokens>;
  withRefreshToken(refreshToken: string): Promise<Tokens>;
}

const MAX_BYTES = 100_000;

/**
 * Makes the sign-in of one Firebase project. Google's two hosts, or the emulator, are all it ever talks to.
 *
 * @throws TypeError when an option is wrong
 * @see https://firebase.google.com/docs/reference/rest/auth#section-sign-in-email-password
 * @see https://firebase.google.com/docs/reference/rest/auth#section-refresh-token
 */
export function createSignIn({ apiKey, emulatorHost, tenantId, timeoutMs = 8_000 }: SignInOptions): SignIn {
  if (apiKey === '') throw new TypeError('apiKey must be the web API key of the Firebase project.');
  if (!(timeoutMs >= 1 && timeoutMs <= 9_500)) throw new TypeError('timeoutMs must be 1 to 9500.');
  const emulator = emulatorHost === undefined ? undefined : readEmulatorOrigin(emulatorHost);

  /** The key goes into the query, for the emulator reads it nowhere else. */
  function address(host: string, path: string): URL {
    const url = new URL(emulator ? `${emulator}/${host}${path}` : `https://${host}${path}`);
    url.searchParams.set('key', apiKey);
    return url;
  }

  const passwordUrl = address('identitytoolkit.googleapis.com', '/v1/accounts:signInWithPassword');
  const refreshUrl = address('securetoken.googleapis.com', '/v1/token');

  return {
    withPassword: async ({ email, password }) => {
      const body = JSON.stringify({ email, password, returnSecureToken: true, tenantId });
      return readPasswordTokens(await post(passwordUrl, 'application/json', body, timeoutMs));
    },
    withRefreshToken: async (refreshToken) => {
      const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
      const type = 'application/x-www-form-urlencoded';
      return readRefreshTokens(await post(refreshUrl, type, form.toString(), timeoutMs));
    },
  };
}

type Answer = ReturnType<typeof readSignInAnswer>;

async function post(url: URL, type: string, body: string, timeout: number): Promise<Answer> {
  const headers = { accept: 'application/json', 'content-type': type };
  const request: OutboundRequest = { url, method: 'POST', headers, body, timeout, maxBytes: MAX_BYTES };
  try {
    return readSignInAnswer(await sendRequest(request));
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    throw new SignInUnavailable(error.reason, error.detail);
  }
}

function readPasswordTokens(answer: Answer): PasswordTokens {
  const { idToken, refreshToken, expiresIn, localId } = answer;
  return {
    ...readTokens(idToken, refreshToken, expiresIn, localId),
    kind: textOf(answer['kind']),
    email: textOf(answer['email']),
    displayName: textOf(answer['displayName']),
    registered: answer['registered'] === true,
  };
}

function readRefreshTokens(answer: Answer): Tokens {
  return readTokens(answer['id_token'], answer['refresh_token'], answer['expires_in'], answer['user_id']);
}

/** Google writes the seconds as a string. */
function readTokens(idToken: unknown, refreshToken: unknown, seconds: unknown, localId: unknown): Tokens {
  const expiresIn = Number(seconds);
  if (
    isText(idToken) &&
    isText(refreshToken) &&
    isText(localId) &&
    Number.isInteger(expiresIn) &&
    expiresIn > 0
  ) {
    return { idToken, refreshToken, expiresIn, localId };
  }
  throw new SignInUnavailable('unexpected_answer');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
