import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoStore, loadCognito } from '@lambda-nest/accounts/management';
import { startApi, type TestApi } from './start-api.ts';

jest.setTimeout(60_000);

const USERS = '/v1/admin/users';
const PASSWORD = 'Password-1';

let pool: ChildProcess;
let client: CognitoIdentityProviderClient;
let clientId: string;
let api: TestApi;
const ids: Record<string, string> = {};
let called: Record<string, string[]> = {};

beforeAll(async () => {
  pool = fork('apps/api/test/user-pool.process.ts', {
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [{ port }] = (await once(pool, 'message')) as [{ port: number }];
  pool.on('message', (message: { called: typeof called }) => void ({ called } = message));
  // The SDK of the application takes these from the environment, as it does in Lambda.
  process.env['AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER'] = `http://127.0.0.1:${port}`;
  process.env['AWS_ACCESS_KEY_ID'] = 'local';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
  client = new CognitoIdentityProviderClient({ region: 'eu-west-1' });
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: 'people' }));
  const UserPoolId = UserPool?.Id ?? '';
  const created = await client.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'web' }));
  clientId = created.UserPoolClient?.ClientId ?? '';
  for (const GroupName of ['USERS', 'ADMINS'])
    await client.send(new CreateGroupCommand({ UserPoolId, GroupName }));
  for (const name of ['ann', 'ben', 'cat']) ids[name] = await create(UserPoolId, name);
  api = await startApi({
    environment: {
      FIREBASE_PROJECT_ID: undefined,
      FIREBASE_APP_API_KEY: undefined,
      FIREBASE_AUTH_EMULATOR_HOST: undefined,
      AUTH_PASSWORD_FLOW: 'off',
      JWT_ISSUER: `https://cognito-idp.eu-west-1.amazonaws.com/${UserPoolId}`,
      JWT_ISSUER_JWKS_URI: `http://127.0.0.1:${port}/${UserPoolId}/.well-known/jwks.json`,
      JWT_AUTHORIZED_AUDIENCES: clientId,
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'cognito:groups',
      ACCOUNTS: 'on',
    },
  });
});
afterAll(async () => {
  await api.close();
  client.destroy();
  for (const name of [
    'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
  ])
    delete process.env[name];
  pool.disconnect();
  await once(pool, 'exit');
});
beforeEach(() => {
  api.lines.length = 0;
});

async function create(UserPoolId: string, name: string): Promise<string> {
  const Username = name;
  const { User } = await client.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      UserAttributes: [{ Name: 'email', Value: `${name}@example.com` }],
      MessageAction: 'SUPPRESS',
    }),
  );
  const password = { UserPoolId, Username, Password: PASSWORD, Permanent: true };
  await client.send(new AdminSetUserPasswordCommand(password));
  return User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

function authenticate(name: string): Promise<InitiateAuthCommandOutput> {
  return client.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: name, PASSWORD },
    }),
  );
}

async function signIn(name: string): Promise<Record<string, string>> {
  const { AuthenticationResult } = await authenticate(name);
  return { authorization: `Bearer ${AuthenticationResult?.IdToken}` };
}

async function send(method: string, path: string, body?: object, by = 'ann') {
  const headers = await signIn(by);
  if (body === undefined) return api.request({ method, path, headers });
  const sent = { ...headers, 'content-type': 'application/json', 'if-match': '*' };
  return api.request({ method, path, headers: sent, body: JSON.stringify(body) });
}

/** What the pool was called for is told beside its responses. */
async function calledFor(operation: string, username: string): Promise<void> {
  while (called[operation]?.includes(username) !== true)
    await new Promise((resolve) => setImmediate(resolve));
}

describe('accounts of a user pool', () => {
  let userPoolId: string;
  beforeAll(async () => {
    // The first administrator does not come from the API: npm run users does this.
    userPoolId = api.config.issuers[0].issuer.split('/').at(-1) ?? '';
    const store = new CognitoStore({ sdk: loadCognito(), client, userPoolId, grants: {} });
    await store.setGrants(ids['ann'] ?? '', { groups: ['ADMINS'], scopes: [] });
  });

  it('are listed and found by the beginning of their address', async () => {
    const all = (await send('GET', USERS)).json() as { accounts: { id: string }[] };
    expect(all.accounts.map(({ id }) => id).toSorted()).toEqual(Object.values(ids).toSorted());
    const found = (await send('GET', `${USERS}?search=be`)).json() as { accounts: object[] };
    expect(found.accounts).toEqual([expect.objectContaining({ id: ids['ben'], email: 'ben@example.com' })]);
    expect((await send('GET', `${USERS}/nobody`)).status).toBe(404);
  });

  it('get groups with their next token, and lose them', async () => {
    expect((await api.request({ path: '/v1/users/whoami', headers: await signIn('ben') })).status).toBe(403);
    const given = await send('PUT', `${USERS}/${ids['ben']}/grants`, { groups: ['USERS', 'ADMINS'] });
    expect([given.status, given.json()]).toEqual([
      200,
      expect.objectContaining({ groups: ['ADMINS', 'USERS'], scopes: [] }),
    ]);
    expect((await send('GET', '/v1/admin/endpoints', undefined, 'ben')).status).toBe(200);
    expect(called).toEqual({});

    const taken = await send('PUT', `${USERS}/${ids['ben']}/grants`, { groups: ['USERS'] });
    expect(taken.json()).toMatchObject({ groups: ['USERS'] });
    await calledFor('AdminUserGlobalSignOut', 'ben');
    expect((await send('GET', '/v1/admin/endpoints', undefined, 'ben')).status).toBe(403);
    expect((await api.request({ path: '/v1/users/whoami', headers: await signIn('ben') })).status).toBe(200);
  });

  it('have no scopes of their own', async () => {
    const { status, json } = await send('PUT', `${USERS}/${ids['cat']}/grants`, {
      groups: [],
      scopes: ['a'],
    });
    expect([status, json()]).toEqual([400, expect.objectContaining({ code: '400000' })]);
  });

  it('are disabled and enabled', async () => {
    expect((await send('POST', `${USERS}/${ids['cat']}/disable`)).json()).toMatchObject({ disabled: true });
    const inPool = () => client.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: 'cat' }));
    // The stand-in would sign such a user in all the same, as Cognito does not.
    expect((await inPool()).Enabled).toBe(false);
    expect((await send('POST', `${USERS}/${ids['cat']}/enable`)).json()).toMatchObject({ disabled: false });
    expect((await inPool()).Enabled).toBe(true);
    await calledFor('AdminUserGlobalSignOut', 'cat');
  });

  describe('whose token was given before', () => {
    const realNow = Date.now;
    let passed = 0;
    beforeAll(() => void jest.spyOn(Date, 'now').mockImplementation(() => realNow() + passed));
    afterAll(() => {
      jest.restoreAllMocks();
    });

    /** What the pool said is used for five seconds at most. */
    function passFiveSeconds(): void {
      passed += 5_000;
    }

    const call = (path: string, headers: Record<string, string>) => api.request({ path, headers });

    it.each<[string, () => Promise<unknown>]>([
      ['disabled', () => send('POST', `${USERS}/${ids['cat']}/disable`)],
      ['without the group', () => send('PUT', `${USERS}/${ids['cat']}/grants`, { groups: ['USERS'] })],
    ])('are out within five seconds where only administrators may: %s', async (_what, leave) => {
      await send('POST', `${USERS}/${ids['cat']}/enable`);
      await send('PUT', `${USERS}/${ids['cat']}/grants`, { groups: ['USERS', 'ADMINS'] });
      const held = await signIn('cat');
      passFiveSeconds();
      expect((await call('/v1/admin/endpoints', held)).status).toBe(200);
      await leave();
      passFiveSeconds();
      const { status, json } = await call('/v1/admin/endpoints', held);
      expect([status, json()['code']]).toEqual([401, '401001']);
      expect(api.lines).toContainEqual(
        expect.objectContaining({ reason: expect.stringMatching(/^account-/) }),
      );
      // Elsewhere a token counts until it expires.
      expect((await call('/v1/users/whoami', held)).status).toBe(200);
      await send('POST', `${USERS}/${ids['cat']}/enable`);
      await send('PUT', `${USERS}/${ids['cat']}/grants`, { groups: [] });
    });
  });

  it('are not left without an administrator', async () => {
    const own = await send('PUT', `${USERS}/${ids['ann']}/grants`, { groups: ['USERS'] });
    expect([own.status, own.json()]).toEqual([409, expect.objectContaining({ code: '409001' })]);
    expect((await send('POST', `${USERS}/${ids['ann']}/disable`)).status).toBe(409);
  });

  it('are sent a code for another password', async () => {
    expect((await send('POST', `${USERS}/${ids['cat']}/password-reset`)).status).toBe(200);
    await calledFor('AdminResetUserPassword', 'cat');
  });
});
