import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseConfig } from '@lambda-nest/application';
import {
  mint,
  signingKey,
  startKeySetServer,
  type KeySetServer,
  type SigningKey,
} from '@lambda-nest/testing';
import { issuerOfShape, PROVIDER_SHAPES, type ProviderShape } from '@lambda-nest/testing/providers';
import { checkToken, type TokenIssuer } from './check-token.ts';
import type { CheckedCaller } from './checked-caller.ts';
import { explainGateway } from './explain-access.ts';

let keys: KeySetServer;
beforeAll(async () => {
  keys = await startKeySetServer({ keys: [signingKey().jwk] });
});
afterAll(() => keys.close());

/** As the command reads the configuration. */
function issuersOf(environment: Readonly<Record<string, string>>): readonly TokenIssuer[] {
  const laptop = { RUNTIME: 'LOCAL', AWS_API_GW_STAGE_NAME: 'local', AUTH_PASSWORD_FLOW: 'off' };
  return parseConfig({ ...laptop, ...environment, JWT_ISSUER_JWKS_URI: keys.uri }).issuers;
}

const shapeNamed = (name: string): ProviderShape => {
  const shape = PROVIDER_SHAPES[name];
  if (!shape) throw new Error(`There is no shape named ${name}.`);
  return shape;
};

type Changes = Readonly<{
  claims?: object;
  environment?: Readonly<Record<string, string>>;
  key?: SigningKey;
}>;

/** What is said of a token of that shape, with changes to it or to the configuration. */
function check(name: string, { claims, environment, key }: Changes = {}): Promise<CheckedCaller> {
  const shape = shapeNamed(name);
  const payloadText = JSON.stringify({ iss: shape.issuer, ...shape.claims, ...claims });
  const token = mint({ ...(shape.header && { header: shape.header }), payloadText, ...(key && { key }) });
  return checkToken(token, issuersOf({ ...shape.environment, ...environment }));
}

const NO_SCOPE = 'none: the token has no claim scp or scope';

/** Of each shape: what it grants, and where that stands. */
const GRANTS: Readonly<Record<string, readonly [roles: string, scopes: string]>> = {
  'Firebase, ID token': ['USERS, read at groups', NO_SCOPE],
  'Auth0, access token': [
    'USERS, read at https://example.com/roles',
    'openid, profile, orders:read, read at scope',
  ],
  'Auth0, access token with permissions as scopes': [
    'USERS, read at https://example.com/roles',
    'orders:read, read at permissions',
  ],
  'Cognito, access token': ['USERS, read at cognito:groups', 'orders:read, read at scope'],
  'Cognito, ID token': ['USERS, read at cognito:groups', NO_SCOPE],
  'Keycloak, access token': [
    'offline_access, USERS, uma_authorization, read at realm_access.roles',
    'openid, orders:read, email, profile, read at scope',
  ],
  'Keycloak, groups with slashes': [
    'USERS, /staff/berlin, read at groups (/USERS is USERS)',
    'openid, orders:read, email, profile, read at scope',
  ],
  'Microsoft Entra, version 2': ['USERS, read at roles', 'orders:read, read at scp'],
  'Microsoft Entra, version 1': ['USERS, read at roles', 'orders:read, read at scp'],
  'Microsoft Entra, a daemon': ['USERS, read at roles', NO_SCOPE],
  'Okta, access token': ['Everyone, USERS, read at groups', 'orders:read, openid, read at scp'],
  'Google, ID token': ['none: the token has no claim groups', NO_SCOPE],
  'Supabase, access token': ['USERS, read at app_metadata.roles', NO_SCOPE],
  'Clerk, session token': ['USERS, read at roles', NO_SCOPE],
};

describe('a token that is explained', () => {
  it('is of every shape that there is', () => {
    expect(Object.keys(GRANTS)).toEqual(Object.keys(PROVIDER_SHAPES));
  });

  it.each(Object.entries(GRANTS))(
    'says where roles and scopes were read: %s',
    async (name, [roles, scopes]) => {
      const checked = await check(name);
      expect(checked.grants).toEqual({ roles, scopes });
      expect([checked.gatewayRejection, checked.applicationRejection]).toEqual([undefined, undefined]);
    },
  );

  it.each<[string, string, Changes, string]>([
    [
      'the claim is missing, with the lists that are there',
      'Keycloak, access token',
      { environment: { JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups' } },
      'none: the token has no claim groups; it has lists of names at allowed-origins, realm_access.roles, resource_access.account.roles',
    ],
    [
      'the list is empty',
      'Okta, access token',
      { claims: { groups: [], scp: 'x' } },
      'none: there is an empty list at groups',
    ],
    [
      'no list is there, and a list that users write is none to look at',
      'Supabase, access token',
      { claims: { app_metadata: { roles: { USERS: true } } } },
      'none: there is no list of names at app_metadata.roles',
    ],
    [
      'names are run together',
      'Clerk, session token',
      { claims: { roles: 'USERS ADMINS' } },
      'none: there is no name that a route could declare at roles',
    ],
    [
      'it is of a program',
      'Microsoft Entra, a daemon',
      { environment: { JWT_MACHINE_ROLES: 'off' } },
      "none: the token is a program's in its own name, whose roles do not count unless JWT_MACHINE_ROLES is on",
    ],
  ])('says why it grants no role: %s', async (_why, name, changes, roles) => {
    expect((await check(name, changes)).grants?.roles).toBe(roles);
  });

  const kinds = Object.keys(PROVIDER_SHAPES).flatMap((name) =>
    Object.entries(issuerOfShape(shapeNamed(name)).otherKinds).map(([kind, { claims, header }]) => ({
      name,
      kind,
      claims,
      header,
    })),
  );
  it.each(kinds)('says why it is rejected: of $name, $kind', async ({ name, claims = {}, header }) => {
    const shape = shapeNamed(name);
    const payloadText = JSON.stringify({ iss: shape.issuer, ...shape.claims, ...claims });
    const token = mint({ header: { ...shape.header, ...header }, payloadText });
    const { applicationRejection } = await checkToken(token, issuersOf(shape.environment));
    expect(applicationRejection).toMatch(
      /^The token (is of another kind than is accepted|was given to another client|is meant for another audience|comes from another issuer|is neither an ID token nor an access token|has no usable subject)\.$|^The header of the token asks for something that is not supported\.$/,
    );
  });
});

describe('the gateway', () => {
  const ROUTE = { method: 'GET', path: '/v1/orders', authorizer: true, scopes: ['orders:read'] };

  it('is asked about the scopes that it reads', async () => {
    expect(explainGateway(ROUTE, await check('Okta, access token'))).toEqual({
      status: 'passes',
      reason: 'the token has the scopes orders:read, openid, the route asks for orders:read',
    });
  });

  it.each<[string, string, Changes, string]>([
    [
      'scopes that it does not read',
      'Auth0, access token with permissions as scopes',
      {},
      'scopes are read at permissions, and it reads scp and scope alone',
    ],
    [
      'keys on curves',
      'Supabase, access token',
      { environment: { JWT_ALGORITHMS: 'RS256,ES256' } },
      'tokens are signed with ES256, and it verifies RSA alone',
    ],
    [
      'no audience',
      'Clerk, session token',
      { environment: { JWT_AUTHORIZED_AUDIENCES: '' } },
      'no audience is configured, and it accepts no token without one',
    ],
    [
      'several issuers',
      'Okta, access token',
      { environment: { JWT_MORE_ISSUERS: '[{"firebaseProject":"my-other-project"}]' } },
      'there are several issuers, and it takes one',
    ],
  ])('has no authorizer for %s', async (_what, name, changes, obstacle) => {
    expect(explainGateway(ROUTE, await check(name, changes))).toEqual({
      status: 'passes',
      reason: `it has no authorizer (gatewayAuthorizer=off), for ${obstacle}`,
    });
  });
});
