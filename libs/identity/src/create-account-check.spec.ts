import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type StubGoogle, googleError, startGoogle } from '@lambda-nest/testing';
import { AccountUnknown } from './account.errors.ts';
import type { Claims } from './claims.ts';
import type { AccountCheckOptions } from './create-account-check.ts';
import { createAccountCheck } from './create-account-check.ts';
import { loadAccounts } from './load-accounts.ts';

const signedInAt = 1_800_000_000;
const claims: Claims = { iss: 'i', sub: 'uid-user', exp: 0, iat: 0, auth_time: signedInAt };

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = {
  type: 'service_account',
  project_id: 'demo-proj',
  client_email: 'api@demo-proj.iam.gserviceaccount.com',
  private_key: privateKey.export({ format: 'pem', type: 'pkcs8' }),
};

let google: StubGoogle;
let now: number;
const warn = jest.fn();

beforeAll(async () => {
  google = await startGoogle();
});

afterAll(() => google.close());

beforeEach(() => {
  now = 0;
  warn.mockClear();
  google.requests.length = 0;
  know({});
});

/** Lets Google know one user, with these members. */
function know(user: Record<string, unknown>, delay = 0) {
  google.replyWith({
    body: { users: [{ localId: 'uid-user', validSince: String(signedInAt), ...user }] },
    delay,
  });
}

function accountCheck(options: Partial<AccountCheckOptions> = {}) {
  const settings = { projectId: 'demo-proj', emulatorHost: google.host, clock: () => now, log: { warn } };
  return createAccountCheck({ ...settings, ...options });
}

describe('the state of an account', () => {
  it.each([
    ['active', {}],
    ['active', { validSince: undefined }],
    ['active', { validSince: String(signedInAt - 1) }],
    ['revoked', { validSince: String(signedInAt + 1) }],
    ['disabled', { disabled: true }],
    ['disabled', { disabled: true, validSince: String(signedInAt + 1) }],
  ])('is %s for %j', async (state, user) => {
    know(user);

    await expect(accountCheck().check(claims)).resolves.toBe(state);
  });

  it('is deleted when Google knows no such user', async () => {
    google.replyWith({ body: {} });

    await expect(accountCheck().check(claims)).resolves.toBe('deleted');
  });

  it.each([
    ['does not say when the user signed in', undefined],
    ['says it as text', String(signedInAt)],
    ['says it in an array', [signedInAt]],
  ])('is revoked when the token %s', async (_, authTime) => {
    await expect(accountCheck().check({ ...claims, auth_time: authTime })).resolves.toBe('revoked');
  });

  it('is looked up by firebase-admin, in the project', async () => {
    await accountCheck().check(claims);

    expect(google.requests).toMatchObject([
      {
        path: '/identitytoolkit.googleapis.com/v1/projects/demo-proj/accounts:lookup',
        body: '{"localId":["uid-user"]}',
        headers: { authorization: 'Bearer owner' },
      },
    ]);
  });

  it('is looked up in the tenant', async () => {
    await accountCheck({ tenantId: 'T1' }).check(claims);

    expect(google.requests).toMatchObject([
      { path: '/identitytoolkit.googleapis.com/v1/projects/demo-proj/tenants/T1/accounts:lookup' },
    ]);
  });
});

describe('an answer', () => {
  it('is had once for all callers that come at the same time', async () => {
    know({}, 20);
    const check = accountCheck();
    await Promise.all(Array.from({ length: 20 }, () => check.check(claims)));

    expect(google.requests).toHaveLength(1);
  });

  it('serves every token of the user: what differs is judged anew', async () => {
    know({ validSince: String(signedInAt) });
    const check = accountCheck();

    await expect(check.check(claims)).resolves.toBe('active');
    await expect(check.check({ ...claims, auth_time: signedInAt - 1 })).resolves.toBe('revoked');
    expect(google.requests).toHaveLength(1);
  });

  it('serves for less than five seconds', async () => {
    const check = accountCheck();
    await check.check(claims);
    know({ disabled: true });

    now = 4_999;
    await expect(check.check(claims)).resolves.toBe('active');
    now = 5_000;
    await expect(check.check(claims)).resolves.toBe('disabled');
  });

  it('serves by the clock of the system when no other is given', async () => {
    const check = accountCheck({ clock: undefined });
    await check.check(claims);
    await check.check(claims);

    expect(google.requests).toHaveLength(1);
  });

  it('leaves no timer behind, which would keep a process alive', async () => {
    const getUser = async () => ({ disabled: false });
    jest.useFakeTimers();
    try {
      await accountCheck({ loadAuth: async () => ({ getUser }) }).check(claims);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('an account that cannot be looked up', () => {
  it.each([
    ['auth/internal-error', { status: 500, body: { error: { message: 'CANARY' } } }],
    ['auth/insufficient-permission', googleError('INSUFFICIENT_PERMISSION', 403)],
    ['auth/project-not-found', googleError('PROJECT_NOT_FOUND', 400)],
    ['app/unable-to-parse-response', { body: '<html>CANARY' }],
  ])('is unknown, and the log says %s', async (reason, response) => {
    google.replyWith(response);

    await expect(accountCheck().check(claims)).rejects.toMatchObject({
      name: 'AccountUnknown',
      message: 'The state of the account cannot be known.',
      retryAfter: 2,
    });
    expect(warn.mock.calls).toEqual([['The account of a caller cannot be looked up.', { reason }]]);
  });

  it.each([
    ['a code after other text', { code: 'CANARY auth/internal-error' }],
    ['a code before other text', { code: 'auth/internal-error CANARY' }],
    ['our own code after other text', { code: 'CANARY time_out' }],
    ['our own code before other text', { code: 'time_out CANARY' }],
    ['an error without a code', new Error('CANARY')],
    ['text', 'auth/user-not-found'],
    ['null', null],
    ['nothing', undefined],
  ])('is unknown for a reason the log does not hear when %s is thrown', async (_, error) => {
    const loadAuth = () => Promise.reject(error);

    await expect(accountCheck({ loadAuth }).check(claims)).rejects.toThrow(AccountUnknown);
    expect(warn.mock.calls).toEqual([
      ['The account of a caller cannot be looked up.', { reason: 'unknown' }],
    ]);
  });

  it('is unknown without a log to tell as well', async () => {
    google.replyWith({ status: 500 });

    await expect(accountCheck({ log: undefined }).check(claims)).rejects.toThrow(AccountUnknown);
  });

  it('is unknown when there is no response in time', async () => {
    google.replyWith({ hang: true });

    await expect(accountCheck({ timeoutMs: 50 }).check(claims)).rejects.toThrow(AccountUnknown);
    expect(warn.mock.calls).toEqual([
      ['The account of a caller cannot be looked up.', { reason: 'time_out' }],
    ]);
  });

  it('is asked for again by the next request', async () => {
    google.replyWith({ status: 500 });
    const check = accountCheck();
    await expect(check.check(claims)).rejects.toThrow(AccountUnknown);
    know({});

    await expect(check.check(claims)).resolves.toBe('active');
  });
});

describe('firebase-admin', () => {
  const accounts = { getUser: async () => ({ disabled: false }) };

  it('is loaded by the first check, once', async () => {
    const loadAuth = jest.fn(async () => accounts);
    const check = accountCheck({ loadAuth, ttlMs: 0 });
    expect(loadAuth).not.toHaveBeenCalled();
    await check.check(claims);
    await check.check(claims);

    expect(loadAuth).toHaveBeenCalledTimes(1);
  });

  it('is loaded again when that failed', async () => {
    const loadAuth = jest.fn(async () => accounts).mockRejectedValueOnce(new Error('CANARY'));
    const check = accountCheck({ loadAuth });

    await expect(check.check(claims)).rejects.toThrow(AccountUnknown);
    await expect(check.check(claims)).resolves.toBe('active');
    expect(warn.mock.calls).toEqual([
      ['The account of a caller cannot be looked up.', { reason: 'unknown' }],
    ]);
  });

  it('goes by the option, whatever the environment says, and leaves the environment as it was', async () => {
    process.env['FIREBASE_AUTH_EMULATOR_HOST'] = '127.0.0.1:1';
    await accountCheck().check(claims);
    const after = process.env['FIREBASE_AUTH_EMULATOR_HOST'];
    delete process.env['FIREBASE_AUTH_EMULATOR_HOST'];
    await accountCheck().check(claims);

    expect(after).toBe('127.0.0.1:1');
    expect(process.env).not.toHaveProperty('FIREBASE_AUTH_EMULATOR_HOST');
    expect(google.requests).toHaveLength(2);
  });
});

describe('the key of a service account', () => {
  it('is asked for by the first check, and taken', async () => {
    const credentials = jest.fn(async () => JSON.stringify(key));
    const check = accountCheck({ credentials });
    expect(credentials).not.toHaveBeenCalled();

    await expect(check.check(claims)).resolves.toBe('active');
    expect(credentials).toHaveBeenCalledTimes(1);
  });

  it.each(['CANARY', 'null', '{"client_email":"CANARY"}'])('is rejected when it is %s', async (text) => {
    const credentials = async () => text;

    await expect(loadAccounts({ projectId: 'demo-proj', credentials })).rejects.toThrow(
      new TypeError(
        'credentials must give the JSON text of a service account key, or of an external_account configuration for AWS.',
      ),
    );
    await expect(accountCheck({ credentials }).check(claims)).rejects.toThrow(AccountUnknown);
    expect(warn.mock.calls).toEqual([
      ['The account of a caller cannot be looked up.', { reason: 'app/invalid-credential' }],
    ]);
  });
});

describe('application default credentials', () => {
  const { GOOGLE_CLOUD_PROJECT: before } = process.env;

  afterEach(() => {
    delete process.env['GOOGLE_CLOUD_PROJECT'];
    if (before !== undefined) process.env['GOOGLE_CLOUD_PROJECT'] = before;
  });

  it.each([
    ['demo-proj', undefined],
    ['another', 'another'],
  ])('find the project %s in the environment, where there was %s', async (after, set) => {
    delete process.env['GOOGLE_CLOUD_PROJECT'];
    if (set !== undefined) process.env['GOOGLE_CLOUD_PROJECT'] = set;
    await loadAccounts({ projectId: 'demo-proj' });

    expect(process.env['GOOGLE_CLOUD_PROJECT']).toBe(after);
  });

  it('are left alone when there is the key of a service account', async () => {
    delete process.env['GOOGLE_CLOUD_PROJECT'];
    await loadAccounts({ projectId: 'demo-proj', credentials: async () => JSON.stringify(key) });

    expect(process.env).not.toHaveProperty('GOOGLE_CLOUD_PROJECT');
  });

  it('are left alone when an emulator is asked', async () => {
    delete process.env['GOOGLE_CLOUD_PROJECT'];
    await loadAccounts({ projectId: 'demo-proj', emulatorHost: google.host });

    expect(process.env).not.toHaveProperty('GOOGLE_CLOUD_PROJECT');
  });
});

describe('createAccountCheck', () => {
  it('makes no request, and needs no emulator', () => {
    accountCheck({ emulatorHost: undefined, ttlMs: 0 });

    expect(google.requests).toHaveLength(0);
  });

  const emulator = 'emulatorHost must be a loopback host with a port, such as 127.0.0.1:9099.';

  it.each<[string, Partial<AccountCheckOptions>]>([
    ['ttlMs must be 0 to 5000.', { ttlMs: 5_001 }],
    ['ttlMs must be 0 to 5000.', { ttlMs: -1 }],
    ['ttlMs must be 0 to 5000.', { ttlMs: Number.NaN }],
    [emulator, { emulatorHost: 'evil.example:9099' }],
  ])('says: %s', (message, options) => {
    expect(() => accountCheck(options)).toThrow(new TypeError(message));
  });
});
