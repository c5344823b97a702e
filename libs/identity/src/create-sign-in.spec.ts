import type { RequestOptions } from 'node:https';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { GoogleResponse, StubGoogle } from '@lambda-nest/testing';
import { googleError, startGoogle } from '@lambda-nest/testing';
import type { SignInOptions } from './create-sign-in.ts';
import { createSignIn } from './create-sign-in.ts';
import { SignInRejected, SignInUnavailable, TooManyAttempts } from './sign-in.errors.ts';

const credentials = { email: 'user@example.com', password: 'CANARY-PW' };

const signedIn = {
  kind: 'identitytoolkit#VerifyPasswordResponse',
  localId: 'uid-user',
  email: 'user@example.com',
  displayName: 'Ursula User',
  idToken: 'id-token',
  registered: true,
  refreshToken: 'refresh-token',
  expiresIn: '3600',
};

const refreshed = {
  access_token: 'id-token',
  expires_in: '3600',
  token_type: 'Bearer',
  refresh_token: 'refresh-token-2',
  id_token: 'id-token',
  user_id: 'uid-user',
  project_id: '123',
};

let google: StubGoogle;

beforeAll(async () => {
  google = await startGoogle();
});

afterAll(() => google.close());

beforeEach(() => {
  google.replyWith({ body: signedIn });
  google.requests.length = 0;
});

afterEach(() => void jest.restoreAllMocks());

function signIn(options: Partial<SignInOptions> = {}) {
  return createSignIn({ apiKey: 'CANARY-KEY', emulatorHost: google.host, ...options });
}

async function failureOf(attempt: Promise<unknown>): Promise<Error> {
  return attempt.then(
    () => new Error('It went well.'),
    (error: Error) => error,
  );
}

describe('signing in with a password', () => {
  it('sends exactly what is needed', async () => {
    await signIn().withPassword(Object.assign({ tenantId: 'T', returnSecureToken: false }, credentials));

    const [request] = google.requests;
    expect(google.requests).toHaveLength(1);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
    });
    expect([...(request?.query ?? [])]).toEqual([['key', 'CANARY-KEY']]);
    expect(JSON.parse(request?.body ?? '')).toStrictEqual({ ...credentials, returnSecureToken: true });
  });

  it('names the configured tenant', async () => {
    await signIn({ tenantId: 'T1' }).withPassword(credentials);

    const body = JSON.parse(google.requests[0]?.body ?? '');
    expect(body).toEqual({ ...credentials, returnSecureToken: true, tenantId: 'T1' });
  });

  it('gives the tokens and what is known of the account, and no other member', async () => {
    google.replyWith({ body: { ...signedIn, secret: 'x' } });

    await expect(signIn().withPassword(credentials)).resolves.toEqual({ ...signedIn, expiresIn: 3600 });
  });

  it('does without a display name', async () => {
    google.replyWith({ body: { ...signedIn, displayName: undefined, registered: undefined } });

    await expect(signIn().withPassword(credentials)).resolves.toMatchObject({
      displayName: '',
      registered: false,
    });
  });
});

describe('signing in with a refresh token', () => {
  it('sends the grant as a form', async () => {
    google.replyWith({ body: refreshed });
    const tokens = await signIn().withRefreshToken('a+b&grant_type=x');

    expect(google.requests).toMatchObject([
      {
        path: '/securetoken.googleapis.com/v1/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=refresh_token&refresh_token=a%2Bb%26grant_type%3Dx',
      },
    ]);
    expect(tokens).toEqual({
      idToken: 'id-token',
      refreshToken: 'refresh-token-2',
      expiresIn: 3600,
      localId: 'uid-user',
    });
  });

  it.each([
    'INVALID_REFRESH_TOKEN',
    'TOKEN_EXPIRED',
    'USER_DISABLED',
    'USER_NOT_FOUND',
    'PROJECT_NUMBER_MISMATCH',
  ])('is rejected with %s', async (code) => {
    google.replyWith(googleError(code));

    await expect(signIn().withRefreshToken('x')).rejects.toThrow(SignInRejected);
  });
});

describe('a failure', () => {
  const keyInvalid = {
    status: 'INVALID_ARGUMENT',
    details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
  };

  it.each<[string, GoogleResponse, Error]>([
    ['an unknown account', googleError('EMAIL_NOT_FOUND'), new SignInRejected('EMAIL_NOT_FOUND')],
    ['a wrong password', googleError('INVALID_PASSWORD'), new SignInRejected('INVALID_PASSWORD')],
    ['either', googleError('INVALID_LOGIN_CREDENTIALS'), new SignInRejected('INVALID_LOGIN_CREDENTIALS')],
    ['a disabled account', googleError('USER_DISABLED'), new SignInRejected('USER_DISABLED')],
    ['no address', googleError('INVALID_EMAIL'), new SignInRejected('INVALID_EMAIL')],
    [
      'a blocking function',
      googleError('BLOCKING_FUNCTION_ERROR_RESPONSE : ((HTTP request failed))'),
      new SignInRejected('BLOCKING_FUNCTION_ERROR_RESPONSE'),
    ],
    [
      'a second factor',
      { body: { mfaPendingCredential: 'x', mfaInfo: [{}], localId: 'uid' } },
      new SignInRejected('MFA_REQUIRED'),
    ],
    [
      'too many attempts',
      googleError('TOO_MANY_ATTEMPTS_TRY_LATER : Access to this account has been temporarily disabled'),
      new TooManyAttempts(),
    ],
    ['a spent quota', googleError('Quota exceeded.', 429), new SignInUnavailable('quota')],
    [
      'a spent quota that says so',
      googleError('QUOTA_EXCEEDED : x'),
      new SignInUnavailable('quota', 'QUOTA_EXCEEDED'),
    ],
    [
      'a bad API key',
      googleError('API key not valid. Please pass a valid API key.', 400, keyInvalid),
      new SignInUnavailable('configuration', 'API_KEY_INVALID'),
    ],
    [
      'a restricted API key',
      googleError('Requests from this referer are blocked.', 403, { status: 'PERMISSION_DENIED' }),
      new SignInUnavailable('configuration', 'PERMISSION_DENIED'),
    ],
    [
      'sign-in with password switched off',
      googleError('PASSWORD_LOGIN_DISABLED'),
      new SignInUnavailable('configuration', 'PASSWORD_LOGIN_DISABLED'),
    ],
    [
      'an unknown error',
      googleError('SOMETHING_NEW'),
      new SignInUnavailable('configuration', 'SOMETHING_NEW'),
    ],
    ['prose', googleError('Hello CANARY-PW'), new SignInUnavailable('configuration')],
    [
      'an error of the server',
      { status: 500, body: 'CANARY-PW' },
      new SignInUnavailable('status', 'HTTP_500'),
    ],
    [
      'a rejection with the wrong status',
      googleError('EMAIL_NOT_FOUND', 500),
      new SignInUnavailable('status', 'HTTP_500'),
    ],
    ['a redirect', { status: 302, headers: { location: '/x' } }, new SignInUnavailable('status', 'HTTP_302')],
    ['400 and no JSON', { status: 400, body: '<html>' }, new SignInUnavailable('unexpected_response')],
    ['200 and no JSON', { body: '<html>' }, new SignInUnavailable('status', 'HTTP_200')],
    ['200 and an array', { body: [] }, new SignInUnavailable('status', 'HTTP_200')],
    [
      'no ID token',
      { body: { ...signedIn, idToken: undefined } },
      new SignInUnavailable('unexpected_response'),
    ],
    [
      'an empty refresh token',
      { body: { ...signedIn, refreshToken: '' } },
      new SignInUnavailable('unexpected_response'),
    ],
    ...['x', '0', '-1', '1.5'].map((expiresIn): [string, GoogleResponse, Error] => [
      `a life of ${expiresIn} seconds`,
      { body: { ...signedIn, expiresIn } },
      new SignInUnavailable('unexpected_response'),
    ]),
    [
      'a user that is a number',
      { body: { ...signedIn, localId: 1 } },
      new SignInUnavailable('unexpected_response'),
    ],
    ['an endless answer', { body: 'x'.repeat(200_000) }, new SignInUnavailable('too_large')],
  ])('is told apart: %s', async (_, reply, expected) => {
    google.replyWith(reply);
    const error = await failureOf(signIn().withPassword(credentials));

    expect(error.constructor).toBe(expected.constructor);
    expect({ ...error, message: error.message }).toEqual({ ...expected, message: expected.message });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('CANARY');
    expect(google.requests).toHaveLength(1);
  });

  it('has one message for every rejection', async () => {
    google.replyWith(googleError('EMAIL_NOT_FOUND'));
    const unknown = await failureOf(signIn().withPassword(credentials));
    google.replyWith(googleError('INVALID_PASSWORD'));
    const wrong = await failureOf(signIn().withPassword(credentials));

    expect(unknown.message).toBe('The identity provider rejected the credentials.');
    expect(wrong.message).toBe(unknown.message);
  });

  it('comes in time when there is no response, after one attempt', async () => {
    google.replyWith({ hang: true });
    const error = await failureOf(signIn({ timeoutMs: 100 }).withPassword(credentials));

    expect(error).toMatchObject({ name: 'SignInUnavailable', reason: 'time_out', retryAfter: 5 });
    expect(google.requests).toHaveLength(1);
  });

  it('comes after two attempts when the connection breaks', async () => {
    google.replyWith({ reset: true });
    const error = await failureOf(signIn().withPassword(credentials));

    expect(error).toMatchObject({ reason: 'connection', detail: 'ECONNRESET' });
    expect(google.requests).toHaveLength(2);
  });

  it('has nothing of an error of the network in it', async () => {
    const leak = new Error('GET https://x/?key=CANARY-KEY', { cause: 'CANARY-PW' });
    const https = process.getBuiltinModule('node:https');
    jest.spyOn(https, 'request').mockImplementation(() => {
      throw Object.assign(leak, { code: 'CANARY-KEY', config: { url: 'CANARY-KEY' } });
    });
    const error = await failureOf(signIn({ emulatorHost: undefined }).withPassword(credentials));

    expect(error).toMatchObject({ reason: 'connection', detail: undefined });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('CANARY');
    expect(https.request).toHaveBeenCalledTimes(2);
  });
});

describe('without an emulator', () => {
  it.each([
    [
      'withPassword',
      'https://identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=CANARY-KEY',
      signedIn,
    ],
    ['withRefreshToken', 'https://securetoken.googleapis.com/v1/token?key=CANARY-KEY', refreshed],
  ] as const)('%s talks to Google over TLS', async (method, url, body) => {
    const sent = stubHttps(JSON.stringify(body));
    const subject = signIn({ emulatorHost: undefined });
    await (method === 'withPassword' ? subject.withPassword(credentials) : subject.withRefreshToken('x'));

    expect(sent).toEqual([url]);
  });
});

describe('createSignIn', () => {
  it.each([1, 9_500])('takes a time-out of %d ms', (timeoutMs) => {
    expect(() => signIn({ timeoutMs })).not.toThrow();
  });

  it.each<[string, Partial<SignInOptions>]>([
    ['apiKey must be the web API key of the Firebase project.', { apiKey: '' }],
    ['timeoutMs must be 1 to 9500.', { timeoutMs: 9_501 }],
    ['timeoutMs must be 1 to 9500.', { timeoutMs: 0 }],
    ['timeoutMs must be 1 to 9500.', { timeoutMs: Number.NaN }],
    ...[
      '',
      'localhost',
      '10.0.0.1:9099',
      'evil.example:9099',
      'u@127.0.0.1:9099',
      '127.0.0.1:9099/x',
      'http://127.0.0.1:9099',
    ].map((emulatorHost): [string, Partial<SignInOptions>] => [
      'emulatorHost must be a loopback host with a port, such as 127.0.0.1:9099.',
      { emulatorHost },
    ]),
  ])('says: %s (%j)', (message, options) => {
    expect(() => signIn(options)).toThrow(new TypeError(message));
  });
});

/** Answers every https request with this text; gives the addresses asked for. */
function stubHttps(body: string): string[] {
  const sent: string[] = [];
  const https = process.getBuiltinModule('node:https');
  jest.spyOn(https, 'request').mockImplementation(((
    url: URL,
    _: RequestOptions,
    receive: (response: unknown) => void,
  ) => {
    sent.push(url.href);
    const request = Object.assign(new EventEmitter(), {
      destroy: () => undefined,
      end: () => {
        const response = Object.assign(new PassThrough(), { statusCode: 200, headers: {} });
        receive(response);
        response.end(body);
      },
    });
    return request;
  }) as never);
  return sent;
}
