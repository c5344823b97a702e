import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  startKeySetServer,
  type KeySetServer,
  createSigningKey,
  mint,
  signingKey,
} from '@lambda-nest/testing';
import { findCaller } from './find-caller.ts';
import type { Settings } from './read-settings.ts';

let keys: KeySetServer;
let emulator: Server;
let settings: Settings;

/** Knows one user, who was granted a scope since. */
function replyAsEmulator(body: string): object {
  const isKnown = body.includes('user@example.com');
  const customAttributes = JSON.stringify({ groups: ['USERS'], scope: 'orders:read' });
  return isKnown ? { users: [{ customAttributes }] } : {};
}

beforeAll(async () => {
  keys = await startKeySetServer({ keys: [signingKey().jwk] });
  emulator = createServer(async (request, response) =>
    response.end(JSON.stringify(replyAsEmulator(await text(request)))),
  );
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  settings = {
    issuers: [
      {
        preset: 'firebase',
        issuer: 'https://securetoken.google.com/demo-proj',
        audiences: ['demo-proj'],
        jwksUri: keys.uri,
        allowHttpLoopback: true,
        grants: { rolesClaim: 'groups' },
      },
    ],
    accounts: {
      projectId: 'demo-proj',
      emulatorHost: `127.0.0.1:${(emulator.address() as AddressInfo).port}`,
      grants: { rolesClaim: 'groups' },
    },
  };
});

afterAll(async () => {
  await keys.close();
  emulator.closeAllConnections();
  await new Promise((resolve) => emulator.close(resolve));
});

const offline = (): Settings => ({
  ...settings,
  accounts: { ...settings.accounts, emulatorHost: '127.0.0.1:9' },
});

describe('findCaller', () => {
  it('finds an unknown caller when nothing is said', async () => {
    expect(await findCaller({}, settings)).toEqual({ who: 'a caller without a token', hasToken: false });
  });

  it('makes a caller up with the roles and scopes that are named', async () => {
    expect(await findCaller({ role: ['USERS'], scope: ['a:b', 'c:d'] }, settings)).toEqual({
      who: 'a caller with role USERS, scopes a:b and c:d',
      hasToken: true,
      caller: { roles: ['USERS'], scopes: ['a:b', 'c:d'] },
    });
  });

  it('finds a user as the running identity has them', async () => {
    expect(await findCaller({ as: 'user@example.com' }, settings)).toEqual({
      who: 'user@example.com (role USERS, scope orders:read; user of the local identity)',
      hasToken: true,
      caller: { roles: ['USERS'], scopes: ['orders:read'] },
    });
  });

  it('finds a user as they are seeded when no identity runs', async () => {
    expect(await findCaller({ as: 'admin@example.com' }, offline())).toMatchObject({
      who: 'admin@example.com (roles USERS and ADMINS, no scope; seeded user of the local identity)',
      caller: { roles: ['USERS', 'ADMINS'], scopes: [] },
    });
  });

  it('rejects a user that the running identity does not have', async () => {
    await expect(findCaller({ as: 'admin@example.com' }, settings)).rejects.toThrow(
      'The local identity has no user admin@example.com. Name one it has, or use --token or --role.',
    );
  });

  it('rejects two callers at once', async () => {
    await expect(findCaller({ as: 'user@example.com', role: ['USERS'] }, settings)).rejects.toThrow(
      'Name one caller: --as, --token, or --role and --scope.',
    );
  });
});

describe('a token', () => {
  it('is verified by both layers', async () => {
    expect(await findCaller({ token: `Bearer ${mint()}` }, settings)).toEqual({
      who: 'user@example.com (role USERS, no scope)',
      hasToken: true,
      caller: { roles: ['USERS'], scopes: [] },
      grants: { roles: 'USERS, read at groups', scopes: 'none: the token has no claim scp or scope' },
      gatewayScopes: [],
    });
  });

  it.each([
    [
      mint({ key: createSigningKey() }),
      "the token's signature is wrong",
      'The signature of the token does not match.',
    ],
    [
      mint({ payload: { aud: 'other' } }),
      'the token is for "other", the API takes "demo-proj"',
      'The token is meant for another audience.',
    ],
    [
      'garbage',
      'the token is not a signed JWT',
      'The token is not a JWS in compact form with a JSON header and payload.',
    ],
  ])(
    'that is rejected is rejected by each in its own words',
    async (token, gatewayRejection, applicationRejection) => {
      expect(await findCaller({ token }, settings)).toMatchObject({ gatewayRejection, applicationRejection });
    },
  );

  it('is not judged when the keys cannot be had', async () => {
    const issuers = settings.issuers.map((issuer) => ({ ...issuer, jwksUri: 'http://127.0.0.1:9/keys' }));
    await expect(findCaller({ token: mint() }, { ...settings, issuers })).rejects.toThrow(
      "The issuer's keys cannot be fetched, so it cannot be known whether the token is good. " +
        'Start npm start, or set FIREBASE_PROJECT_ID or JWT_ISSUER to whose token it is.',
    );
  });
});
