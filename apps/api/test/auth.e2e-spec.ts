import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { googleError, type GoogleResponse } from '@lambda-nest/testing';
import { replyAsGoogle } from '@lambda-nest/testing/api';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.google.replyWith(replyAsGoogle);
  api.google.requests.length = 0;
  api.lines.length = 0;
});

const FORM = 'application/x-www-form-urlencoded';
let nextSource = 0;

/** Posts a form, each from an address of its own, so that the limit of one test is not another's. */
function post(
  body: string,
  headers: Record<string, string> = {},
  sourceIp = `198.51.100.${(nextSource += 1)}`,
) {
  return api.request({
    method: 'POST',
    path: '/v1/auth/token',
    headers: { 'content-type': FORM, ...headers },
    body,
    sourceIp,
  });
}

const PASSWORD = 'username=user%40example.com&password=CANARY-PW';

describe('POST /v1/auth/token', () => {
  it('gives tokens for a password, with exactly the documented members', async () => {
    const { status, headers, json } = await post(`grant_type=password&${PASSWORD}`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(json()).toEqual({
      kind: 'identitytoolkit#VerifyPasswordResponse',
      localId: 'uid-user',
      email: 'user@example.com',
      displayName: 'Sam Example',
      registered: true,
      refreshToken: 'AMf-refresh',
      expiresIn: '3600',
      access_token: expect.stringMatching(/^eyJ/),
      token_type: 'bearer',
      expires_in: 3600,
      refresh_token: 'AMf-refresh',
    });
  });

  it('takes the password grant when none is named, multipart, client credentials and unknown parameters', async () => {
    expect((await post(PASSWORD)).status).toBe(200);
    expect(
      (await post(`${PASSWORD}&scope=&client_id=x&tenantId=T`, { authorization: 'Basic c3dhZ2dlcjo=' }))
        .status,
    ).toBe(200);
    const parts = ['username', 'password'].map(
      (name) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nx\r\n`,
    );
    const multipart = await post(`${parts.join('')}--B--\r\n`, {
      'content-type': 'multipart/form-data; boundary=B',
    });
    expect(multipart.status).toBe(200);
    for (const { body } of api.google.requests)
      expect(Object.keys(JSON.parse(body) as object)).toEqual(['email', 'password', 'returnSecureToken']);
  });

  it('gives new tokens for a refresh token', async () => {
    const { status, json } = await post('grant_type=refresh_token&refresh_token=AMf-refresh');
    expect(status).toBe(200);
    expect(json()).toMatchObject({
      token_type: 'bearer',
      expires_in: 3600,
      refresh_token: 'AMf-refresh',
      localId: 'uid-user',
    });
  });

  it.each(['EMAIL_NOT_FOUND', 'INVALID_PASSWORD', 'USER_DISABLED', 'INVALID_LOGIN_CREDENTIALS'])(
    'answers the same for %s as for any other reason not to sign in',
    async (reason) => {
      api.google.replyWith(googleError(reason));
      const { status, headers, json } = await post(PASSWORD);
      expect(status).toBe(400);
      expect(headers['content-type']).toBe('application/json');
      expect(json()).toEqual({
        error: 'invalid_grant',
        error_description: 'The username or password is not right, or the account may not sign in.',
        title: 'Bad Request',
        status: 400,
        detail: 'The username or password is not right, or the account may not sign in.',
        code: '400004',
      });
    },
  );

  it('says that an account needs a second factor, to whom knows its password', async () => {
    api.google.replyWith({ body: { mfaPendingCredential: 'CANARY', mfaInfo: [{}], localId: 'uid' } });
    const { status, text, json } = await post(PASSWORD);
    expect(status).toBe(400);
    expect(json()).toMatchObject({
      error: 'mfa_required',
      error_description:
        'The account has a second factor, which is not taken here. Sign in with a client of the identity provider.',
      code: '400004',
    });
    expect(text).not.toContain('CANARY');
  });

  it.each([
    ['a parameter sent twice', 'username=a&username=b&password=p', 'invalid_request'],
    ['no username', 'password=p', 'invalid_request'],
    ['an empty password', 'username=a&password=', 'invalid_request'],
    ['an over-long password', `username=a&password=${'p'.repeat(10_000)}`, 'invalid_request'],
    ['no refresh token', 'grant_type=refresh_token', 'invalid_request'],
    ['an unknown grant', `grant_type=authorization_code&${PASSWORD}`, 'unsupported_grant_type'],
    ['the grant sent twice', `grant_type=password&grant_type=password&${PASSWORD}`, 'invalid_request'],
    ['nothing', '', 'invalid_request'],
  ])('replies 400 to %s, and does not ask the provider', async (_case, body, error) => {
    const { status, json } = await post(body);
    expect(status).toBe(400);
    expect(json()).toMatchObject({ error, code: '400004', status: 400 });
    expect(api.google.requests).toEqual([]);
  });

  it('takes no credentials from the query', async () => {
    const { status } = await api.request({
      method: 'POST',
      path: '/v1/auth/token?username=a&password=CANARY-PW',
    });
    expect(status).toBe(400);
    expect(JSON.stringify(api.lines)).not.toContain('CANARY-PW');
  });

  it.each([
    ['a JSON body', 'application/json', '{"username":"a","password":"b"}'],
    ['text', 'text/plain', PASSWORD],
  ])('answers 415 to %s, in the words of RFC 6749', async (_case, type, body) => {
    const { status, headers, json } = await post(body, { 'content-type': type });
    expect(status).toBe(415);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    const detail = 'This media type is not accepted here.';
    const problem = { title: 'Unsupported Media Type', status: 415, detail, code: '415000' };
    expect(json()).toEqual({ error: 'invalid_request', error_description: detail, ...problem });
  });

  it('answers 413 to a body that is too large, in the words of RFC 6749', async () => {
    const { status, headers, json } = await post(`${PASSWORD}&more=${'x'.repeat(1_048_576)}`);
    expect([status, headers['content-type']]).toEqual([413, 'application/json']);
    expect(json()).toMatchObject({ error: 'invalid_request', status: 413, code: '413000' });
  });

  it.each<[string, GoogleResponse]>([
    ['is down', { status: 503, body: 'CANARY-UPSTREAM' }],
    ['breaks off', { reset: true }],
    ['knows no such key', googleError('API key not valid. CANARY-UPSTREAM', 400)],
  ])('answers 503 when the provider %s, and leaks nothing', async (_case, response) => {
    api.google.replyWith(response);
    const { status, headers, text } = await post(PASSWORD);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(`${text}${JSON.stringify(api.lines)}`).not.toMatch(/CANARY|test-key/);
    expect(api.lines.some(({ level }) => level === 'error')).toBe(true);
  });

  it('answers 429 when the provider has had enough', async () => {
    api.google.replyWith(googleError('TOO_MANY_ATTEMPTS_TRY_LATER : CANARY'));
    const { status, headers, text } = await post(PASSWORD);
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe('60');
    expect(text).not.toContain('CANARY');
  });

  it('answers 429 after ten failures of one account from one address, and lets its owner and others in', async () => {
    api.google.replyWith(googleError('INVALID_PASSWORD'));
    const statuses: number[] = [];
    const from = '203.0.113.98';
    for (let attempt = 0; attempt < 12; attempt += 1)
      statuses.push((await post('username=Victim&password=x', {}, from)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 400), 429, 429]);
    const limited = await post('username=victim&password=x', {}, from);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    api.google.replyWith(replyAsGoogle);
    expect((await post('username=victim&password=right')).status).toBe(200);
    expect((await post(PASSWORD, {}, from)).status).toBe(200);
  });

  it('answers 429 after fifty failures from one address', async () => {
    api.google.replyWith(googleError('EMAIL_NOT_FOUND'));
    for (let attempt = 0; attempt < 50; attempt += 1)
      await post(`username=guess${attempt}&password=x`, {}, '203.0.113.99');
    expect((await post('username=one-more&password=x', {}, '203.0.113.99')).status).toBe(429);
  });

  it('logs who signed in, whose sign-in failed and why, and who is locked out, each by a hash of the account', async () => {
    const from = '203.0.113.97';
    await post('username=Sam@Example.com&password=x', {}, from);
    api.google.replyWith(googleError('USER_DISABLED'));
    for (let attempt = 0; attempt < 11; attempt += 1)
      await post('username=sam@example.com&password=x', {}, from);
    const events = api.lines.filter(({ message }) => String(message).startsWith('sign'));
    const account = events[0]?.['account'];
    expect(account).toMatch(/^[0-9a-f]{16}$/);
    const common = { grant: 'password', account, sourceIp: from, requestId: expect.any(String) };
    expect(events).toEqual([
      expect.objectContaining({ ...common, level: 'info', message: 'signed in', subject: 'uid-user' }),
      ...Array.from({ length: 10 }, () =>
        expect.objectContaining({
          ...common,
          level: 'warn',
          message: 'sign-in failed',
          reason: 'USER_DISABLED',
        }),
      ),
      expect.objectContaining({
        ...common,
        level: 'warn',
        message: 'sign-in locked',
        by: 'account and network',
        retryAfter: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(api.lines)).not.toMatch(/sam@example\.com/i);
  });

  it('logs refresh tokens that are not valid, and the provider’s own lock', async () => {
    api.google.replyWith(googleError('INVALID_REFRESH_TOKEN'));
    await post('grant_type=refresh_token&refresh_token=CANARY-RT');
    api.google.replyWith(googleError('TOO_MANY_ATTEMPTS_TRY_LATER'));
    await post(PASSWORD);
    expect(api.lines).toContainEqual(
      expect.objectContaining({
        message: 'sign-in failed',
        grant: 'refresh_token',
        reason: 'INVALID_REFRESH_TOKEN',
      }),
    );
    expect(api.lines).toContainEqual(expect.objectContaining({ message: 'sign-in locked', by: 'provider' }));
    expect(JSON.stringify(api.lines)).not.toContain('CANARY');
  });

  it('never writes a password, a token or the key into the log', async () => {
    await post(PASSWORD);
    api.google.replyWith(googleError('INVALID_PASSWORD'));
    await post(PASSWORD);
    expect(JSON.stringify(api.lines)).not.toMatch(/CANARY-PW|AMf-refresh|test-key|eyJ/);
  });
});

describe('with CLIENT_ADDRESS', () => {
  const failFrom = async (at: TestApi, headers: Record<string, string>, index: number): Promise<number> => {
    const body = `username=guess${index}&password=x`;
    const sent = { ...headers, 'content-type': FORM };
    return (
      await at.request({
        method: 'POST',
        path: '/v1/auth/token',
        headers: sent,
        body,
        sourceIp: '130.176.0.1',
      })
    ).status;
  };

  it.each<[string, string, (client: string) => Record<string, string>]>([
    [
      'behind CloudFront',
      'cloudfront',
      (client) => ({ 'x-forwarded-for': `6.6.6.6, ${client}, 130.176.0.1` }),
    ],
    [
      'behind two proxies',
      'hops:2',
      (client) => ({ 'x-forwarded-for': `6.6.6.6, ${client}, 10.0.0.1, 130.176.0.1` }),
    ],
    [
      'by a header',
      'header:true-client-ip',
      (client) => ({ 'true-client-ip': client, 'x-forwarded-for': '6.6.6.6' }),
    ],
  ])('a stranger is locked out alone %s', async (_what, rule, headersOf) => {
    const behind = await startApi({ environment: { CLIENT_ADDRESS: rule } });
    behind.google.replyWith(googleError('INVALID_PASSWORD'));
    for (let index = 0; index < 50; index += 1)
      expect(await failFrom(behind, headersOf('198.51.100.1'), index)).toBe(400);
    expect(await failFrom(behind, headersOf('198.51.100.1'), 50)).toBe(429);
    expect(await failFrom(behind, headersOf('198.51.100.2'), 51)).toBe(400);
    expect(behind.lines.at(-1)).toMatchObject({ message: 'request', sourceIp: '198.51.100.2' });
    await behind.close();
  });

  it('none locks no address out', async () => {
    const shared = await startApi({ environment: { CLIENT_ADDRESS: 'none' } });
    shared.google.replyWith(googleError('INVALID_PASSWORD'));
    for (let index = 0; index < 60; index += 1) expect(await failFrom(shared, {}, index)).toBe(400);
    expect(shared.lines.at(-1)).toMatchObject({ message: 'request', sourceIp: '130.176.0.1' });
    await shared.close();
  });
});

describe('with AUTH_PASSWORD_FLOW=off', () => {
  it('there is no such route, and no API key is needed', async () => {
    const off = await startApi({
      environment: { AUTH_PASSWORD_FLOW: 'off', FIREBASE_APP_API_KEY: undefined },
    });
    const { status } = await off.request({
      method: 'POST',
      path: '/v1/auth/token',
      headers: { 'content-type': FORM },
      body: PASSWORD,
    });
    await off.close();
    expect(status).toBe(404);
  });
});
