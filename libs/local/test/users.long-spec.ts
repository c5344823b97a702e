import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { startIdentity, type LocalIdentity } from '../src/identity/start-identity.ts';

// The emulator compiles its operations when it starts.
jest.setTimeout(60_000);

let identity: LocalIdentity;
beforeAll(async () => {
  identity = await startIdentity({ port: 0 });
});
afterAll(() => identity.close());

/** Runs the command as a person does, beside a local identity. */
async function users(line: string, environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['libs/toolkit/src/users/main.ts', ...line.split(' ')], {
    env: { ...process.env, NODE_OPTIONS: '', IDENTITY_PORT: String(identity.port), ...environment },
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { status, stdout, stderr };
}

async function rolesOf(email: string): Promise<unknown> {
  const response = await fetch(
    `${identity.url}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=any`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'password', returnSecureToken: true }),
    },
  );
  const { idToken = '..' } = (await response.json()) as { idToken?: string };
  const claims = JSON.parse(
    Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString() || '{}',
  ) as object;
  return 'groups' in claims ? claims.groups : undefined;
}

describe('npm run users', () => {
  it('gives groups to the first administrator, takes them away, and records who did it', async () => {
    const granted = await users('grant guest@example.com USERS ADMINS');
    expect(granted).toMatchObject({
      status: 0,
      stdout: 'guest@example.com (guest): USERS, ADMINS\nNew tokens say so: sign in again, or refresh.\n',
    });
    expect(JSON.parse(granted.stderr)).toMatchObject({
      message: 'account changed',
      change: 'grants',
      actor: expect.stringMatching(/^terminal:./),
      subject: 'guest',
      before: { groups: [], scopes: [] },
      after: { groups: ['USERS', 'ADMINS'], scopes: [] },
    });
    expect(await rolesOf('guest@example.com')).toEqual(['USERS', 'ADMINS']);

    const revoked = await users('revoke guest@example.com ADMINS');
    expect(revoked.stdout).toBe('guest@example.com (guest): USERS\nIts sessions have ended.\n');
    expect(await rolesOf('guest@example.com')).toEqual(['USERS']);
  });

  it('lists accounts, and those that are searched for', async () => {
    expect((await users('list')).stdout).toContain('admin@example.com (admin): USERS, ADMINS\n');
    expect((await users('list UMA')).stdout).toBe('user@example.com (user): USERS\n');
    expect((await users('list nobody')).stdout).toBe('There is no such account.\n');
  });

  it.each([
    ['grant user@example.com ROOT', 'groups: It must hold names that routes declare.\n'],
    ['revoke admin@example.com ADMINS', 'No other account has ADMINS: give it to another account first.\n'],
    ['disable nobody@example.com', 'There is no account nobody@example.com.\n'],
    ['list --user-pool other', '--user-pool must be the id of a user pool, such as eu-west-1_AbC123.\n'],
  ])('rejects %j in a sentence, and changes nothing', async (line, stderr) => {
    expect(await users(line)).toEqual({ status: 1, stdout: '', stderr });
    expect(await rolesOf('admin@example.com')).toEqual(['USERS', 'ADMINS']);
  });

  it('says what to start where no identity runs', async () => {
    expect(await users('list', { IDENTITY_PORT: '9' })).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'Nothing issues identities at 127.0.0.1:9. Run npm start in another terminal, or name the accounts: ' +
        '--project <Firebase project> or --user-pool <Cognito user pool>.\n',
    });
  });

  it('says which credentials are missing for a project', async () => {
    const { status, stderr } = await users('list --project demo-shop', {
      GOOGLE_APPLICATION_CREDENTIALS: '/none.json',
    });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^The accounts of the identity provider cannot be reached\. \(app\/[a-z-]+\) See to the credentials: /,
      ),
    ]);
  });
});
