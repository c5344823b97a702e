import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Deployment } from '@lambda-nest/toolkit/deployment';
import { requestToken } from '../token/request-token.ts';
import { chooseIssuer, type LocalIssuer } from './local-issuer.ts';

// A start compiles the emulator's operations.
jest.setTimeout(60_000);

const STAFF = {
  method: 'GET',
  path: '/v1/stock',
  authorizer: true,
  scopes: [],
  declaration: { kind: 'restricted', roles: ['STAFF'] },
};
const deployment = { routes: [STAFF] } as unknown as Deployment;

let started: LocalIssuer | undefined;
afterEach(async () => {
  await started?.close();
  started = undefined;
});

async function start(variables: Record<string, string>): Promise<LocalIssuer> {
  const chosen = chooseIssuer({ identityPort: 0, projectId: 'demo-local', variables, log: () => {} });
  return (started = await chosen.start(Promise.resolve(deployment)));
}

async function claimsOf(as: string): Promise<unknown> {
  const token = await requestToken({ as, scopes: [], port: started?.port ?? 0 });
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

describe('the local Firebase Auth', () => {
  it('has roles where the configuration looks for them, by the names that it gives them', async () => {
    await start({ JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'shop.roles', JWT_ROLE_NAMES: '/admins=ADMINS' });
    expect(await claimsOf('admin')).toMatchObject({ shop: { roles: ['USERS', '/admins'] } });
    expect(await claimsOf('admin')).not.toHaveProperty('groups');
    expect(await claimsOf('guest')).not.toHaveProperty('shop');
  });

  it('has a user for each further role that a declaration names', async () => {
    const { users, variables } = await start({});
    expect(users.map(({ email, groups }) => [email, groups])).toEqual([
      ['admin@example.com', ['USERS', 'ADMINS']],
      ['user@example.com', ['USERS']],
      ['guest@example.com', []],
      ['staff@example.com', ['STAFF']],
    ]);
    expect(variables.defaults['DOCS_EMULATOR_USERS']).toContain('staff@example.com');
    expect(await claimsOf('staff')).toMatchObject({ groups: ['STAFF'], email: 'staff@example.com' });
  });

  it('ends when the routes cannot be read', async () => {
    const variables = {};
    const chosen = chooseIssuer({ identityPort: 39_217, projectId: 'demo-local', variables, log: () => {} });
    const failing = Promise.reject<Deployment>(new Error('no routes'));
    failing.catch(() => {});
    await expect(chosen.start(failing)).rejects.toThrow('no routes');
    await expect(fetch('http://127.0.0.1:39217/')).rejects.toThrow('fetch failed');
  });
});
