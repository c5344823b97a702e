import { googleAddress } from './google-address.ts';
import { postToGoogle, type GoogleResponse } from './post-to-google.ts';
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
 * Signs users in at Firebase Authentication. Both methods throw `SignInRejected`, `TooManyAttempts` or
 * `SignInUnavailable`, nothing else.
 */
export interface SignIn {
  withPassword(credentials: Readonly<{ email: string; password: string }>): Promise<PasswordTokens>;
  withRefreshToken(refreshToken: string): Promise<Tokens>;
}

/**
 * Makes the sign-in of one Firebase project. Google's two hosts, or the emulator, are all it ever talks to.
 *
 * @throws TypeError when an option is wrong
 * @see https://firebase.google.com/docs/reference/rest/auth#section-sign-in-email-password
 * @see https://firebase.google.com/docs/reference/rest/auth#section-refresh-token
 */
export function createSignIn({ apiKey, emulatorHost, tenantId, timeoutMs = 8_000 }: SignInOptions): SignIn {
  if (!(timeoutMs >= 1 && timeoutMs <= 9_500)) throw new TypeError('timeoutMs must be 1 to 9500.');
  const project = { apiKey, emulatorHost };
  const passwordUrl = googleAddress(
    project,
    'identitytoolkit.googleapis.com',
    '/v1/accounts:signInWithPassword',
  );
  const refreshUrl = googleAddress(project, 'securetoken.googleapis.com', '/v1/token');

  return {
    withPassword: async ({ email, password }) => {
      const body = JSON.stringify({ email, password, returnSecureToken: true, tenantId });
      return readPasswordTokens(await postToGoogle(passwordUrl, 'application/json', body, timeoutMs));
    },
    withRefreshToken: async (refreshToken) => {
      const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
      const type = 'application/x-www-form-urlencoded';
      return readRefreshTokens(await postToGoogle(refreshUrl, type, form.toString(), timeoutMs));
    },
  };
}

function readPasswordTokens(response: GoogleResponse): PasswordTokens {
  const { idToken, refreshToken, expiresIn, localId } = response;
  return {
    ...readTokens(idToken, refreshToken, expiresIn, localId),
    kind: textOf(response['kind']),
    email: textOf(response['email']),
    displayName: textOf(response['displayName']),
    registered: response['registered'] === true,
  };
}

function readRefreshTokens(response: GoogleResponse): Tokens {
  return readTokens(
    response['id_token'],
    response['refresh_token'],
    response['expires_in'],
    response['user_id'],
  );
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
  throw new SignInUnavailable('unexpected_response');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
