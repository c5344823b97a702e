import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { googleError, type ApiResponse } from '@lambda-nest/testing';
import { signedIn } from '@lambda-nest/testing/api';
import { interceptHttps } from '../intercept-https.ts';
import { startTarget, type Target } from './start-target.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CREDENTIALS = { username: 'sam@example.com', password: 'CANARY-PW' };

let target: Target;

beforeEach(async () => {
  target = await startTarget();
});

afterEach(() => target.close());

function signIn(fields: Record<string, string>, from = '203.0.113.7', at = target): Promise<ApiResponse> {
  const body = new URLSearchParams(fields).toString();
  return at.request({ method: 'POST', path: '/v1/auth/token', headers: FORM, body, sourceIp: from });
}

/** All of a response but what differs between any two. */
const fingerprint = ({ status, headers, text }: ApiResponse): string =>
  JSON.stringify([status, headers, text]);

describe('who asks for tokens', () => {
  it('learns the same of an account that exists, is closed, or is made up', async () => {
    const responses = new Set<string>();
    for (const reason of [
      'EMAIL_NOT_FOUND',
      'INVALID_PASSWORD',
      'INVALID_LOGIN_CREDENTIALS',
      'USER_DISABLED',
      'INVALID_EMAIL',
      'MISSING_PASSWORD',
      'USER_NOT_FOUND',
    ]) {
      target.google.replyWith(googleError(`${reason} : CANARY of ${CREDENTIALS.username}`));
      responses.add(fingerprint(await signIn({ ...CREDENTIALS, username: `${reason}@example.com` })));
    }
    expect([...responses]).toHaveLength(1);
    expect([...responses][0]).toMatch(/^\[400,.*invalid_grant.*400004/);
    expect([...responses][0]).not.toContain('CANARY');
  });

  // Google says so once the password is right.
  it('learns of a second factor when the password is right, and nothing of that factor', async () => {
    target.google.replyWith({ body: { mfaPendingCredential: 'CANARY', mfaInfo: [{ phoneInfo: 'CANARY' }] } });
    const response = fingerprint(await signIn(CREDENTIALS));
    expect(response).toMatch(/^\[400,.*mfa_required/);
    expect(response).not.toContain('CANARY');
  });

  it('learns nothing that Google says beside what is documented', async () => {
    target.google.replyWith({
      body: signedIn({ CANARY: 'CANARY', oauthAccessToken: 'CANARY', expiresIn: '60' }),
    });
    const response = await signIn(CREDENTIALS);
    expect(response.status).toBe(200);
    expect(response.text).not.toContain('CANARY');
    expect(response.json()).toMatchObject({ expiresIn: '60', expires_in: 60, token_type: 'bearer' });
  });

  it.each<[string, unknown]>([
    ['no token', signedIn({ idToken: undefined })],
    ['a token that is a number', signedIn({ idToken: 1 })],
    ['an endless token', signedIn({ expiresIn: '1e999' })],
    ['a life that is no number', signedIn({ expiresIn: 'CANARY' })],
    ['a list', [signedIn()]],
    ['a page', '<html>CANARY</html>'],
    ['too much', signedIn({ displayName: 'x'.repeat(200_000) })],
  ])('is told to come back when Google gives %s', async (_what, body) => {
    target.google.replyWith({ body });
    const response = await signIn(CREDENTIALS);
    expect(response.status).toBe(503);
    expect(response.text).not.toContain('CANARY');
  });

  it('cannot make us send anything but an e-mail address and a password', async () => {
    const more = {
      tenantId: 'T2',
      idToken: 'x',
      localId: 'x',
      returnSecureToken: 'false',
      key: 'x',
      email: 'x',
    };
    await signIn({ ...CREDENTIALS, ...more, 'constructor.prototype.a': 'x' });
    const [{ body, query } = { body: '{}', query: new URLSearchParams() }] = target.google.requests;
    expect(JSON.parse(body)).toEqual({
      email: CREDENTIALS.username,
      password: CREDENTIALS.password,
      returnSecureToken: true,
    });
    expect([...query]).toEqual([['key', 'CANARY-API-KEY']]);
  });

  it.each(['p'.repeat(4_097), ''])(
    'cannot make us send a password of another size (%#)',
    async (password) => {
      expect((await signIn({ ...CREDENTIALS, password })).status).toBe(400);
      expect(target.google.requests).toEqual([]);
    },
  );

  it.each(['p'.repeat(4_096), ' ', '%', '\u0000', 'пароль', '👩‍👩‍👧', '"}', '&a=b'])(
    'has any other password sent as it is (%#)',
    async (password) => {
      await signIn({ ...CREDENTIALS, password });
      expect(JSON.parse(target.google.requests[0]?.body ?? '{}')).toMatchObject({ password });
    },
  );
});

describe('who guesses', () => {
  beforeEach(() => target.google.replyWith(googleError('INVALID_PASSWORD')));

  const countStatuses = (responses: ApiResponse[]): Record<string, number> =>
    Object.fromEntries(
      [200, 400, 429].map((code) => [code, responses.filter(({ status }) => status === code).length]),
    );

  it('a password gets ten responses of the provider, one after the other or all at once', async () => {
    const attempts = Array.from({ length: 100 }, () => signIn(CREDENTIALS));
    const responses = await Promise.all(attempts);
    expect(countStatuses(responses)).toEqual({ 200: 0, 400: 10, 429: 90 });
    expect(target.google.requests).toHaveLength(10);
    expect(Number(responses.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it.each([
    ['SAM@example.com', 'capitals'],
    [' sam@example.com', 'a space'],
    ['sam@example.com\t', 'a tab'],
  ])('gets no more of them as %s (%s)', async (username) => {
    for (let attempt = 0; attempt < 10; attempt += 1) await signIn(CREDENTIALS);
    expect((await signIn({ ...CREDENTIALS, username })).status).toBe(429);
  });

  it('accounts gets fifty from one address, or one IPv6 network', async () => {
    for (const network of ['198.51.100.1', '2001:db8:1:2::']) {
      const attempts = Array.from({ length: 60 }, (_, index) => {
        const from = network.includes(':') ? `${network}${index.toString(16)}` : network;
        return signIn({ ...CREDENTIALS, username: `${network}-${index}@example.com` }, from);
      });
      expect(countStatuses(await Promise.all(attempts))).toEqual({ 200: 0, 400: 50, 429: 10 });
    }
  });

  it('refresh tokens gets fifty as well', async () => {
    target.google.replyWith(googleError('INVALID_REFRESH_TOKEN'));
    const attempts = Array.from({ length: 60 }, (_, index) =>
      signIn({ grant_type: 'refresh_token', refresh_token: `guess-${index}` }),
    );
    expect(countStatuses(await Promise.all(attempts))).toEqual({ 200: 0, 400: 50, 429: 10 });
  });

  it('cannot hide its address behind headers', async () => {
    const body = new URLSearchParams({ ...CREDENTIALS, username: 'a' }).toString();
    const attempts = Array.from({ length: 60 }, (_, index) => {
      const headers = { ...FORM, 'x-forwarded-for': `192.0.2.${index}`, 'x-real-ip': `192.0.2.${index}` };
      const fields = body.replace('username=a', `username=a${index}`);
      return target.request({ method: 'POST', path: '/v1/auth/token', headers, body: fields });
    });
    expect(countStatuses(await Promise.all(attempts))).toMatchObject({ 429: 10 });
  });

  it('does not keep the owner of another account out', async () => {
    for (let attempt = 0; attempt < 12; attempt += 1) await signIn(CREDENTIALS);
    target.google.replyWith({ body: signedIn() });
    expect((await signIn({ ...CREDENTIALS, username: 'other@example.com' })).status).toBe(200);
  });
});

describe('the API key and the password', () => {
  it.each([
    ['the connection fails', new Error('connect to https://example.com/?key=CANARY-KEY failed')],
    [
      'it fails for a reason',
      new Error('x', { cause: { url: 'https://x/?key=CANARY-KEY', body: 'CANARY-PW' } }),
    ],
    ['it fails with a code', Object.assign(new Error('CANARY-KEY'), { code: 'CANARY-KEY' })],
  ])('stay here when %s', async (_what, error) => {
    const https = interceptHttps(() => {
      throw error;
    });
    const environment = { FIREBASE_AUTH_EMULATOR_HOST: undefined, FIREBASE_APP_API_KEY: 'CANARY-KEY' };
    const real = await startTarget({ environment });
    const response = await signIn(CREDENTIALS, undefined, real);
    https.restore();
    expect(response.status).toBe(503);
    expect(JSON.stringify(response) + real.output.join('')).not.toMatch(/CANARY-(?:KEY|PW)/);
    expect(https.asked.every((url) => url.startsWith('https://identitytoolkit.googleapis.com/'))).toBe(true);
    await real.close();
  });
});
