import { describe, expect, it } from '@jest/globals';
import { DEPLOYED, LAPTOP, problemsOf } from '../test/config-problems.ts';
import { parseConfig } from './config.ts';
import type { Environment } from './environment.reader.ts';

const OTHER: Environment = {
  RUNTIME: 'LAMBDA',
  AUTH_PASSWORD_FLOW: 'off',
  JWT_ISSUER: 'https://login.example.com/realms/shop',
  JWT_AUTHORIZED_AUDIENCES: 'orders-api',
};

const firstOf = (environment: Environment) => parseConfig(environment).issuers[0];

describe('the issuer', () => {
  it('is described by its address and audiences alone', () => {
    expect(firstOf(OTHER)).toEqual({
      preset: 'oidc',
      issuer: 'https://login.example.com/realms/shop',
      audiences: ['orders-api'],
      verifyExpiration: true,
      allowHttpLoopback: false,
      grants: { rolesClaim: 'groups' },
    });
  });

  it('is described by everything that there is to say', () => {
    const environment = {
      ...OTHER,
      JWT_ISSUER_JWKS_URI: 'https://keys.example.com/certs',
      JWT_AUTHORIZED_PARTIES: 'shop-web, shop-app',
      JWT_ALGORITHMS: 'RS256,ES256',
      JWT_TOKEN_KIND: 'at+jwt',
      JWT_CLOCK_TOLERANCE_SECONDS: '0',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'realm_access.roles',
      JWT_ROLE_NAMES: '/ADMINS=ADMINS',
      JWT_SCOPE_CLAIMS: 'permissions,scope',
      JWT_MACHINE_ROLES: 'on',
    };
    expect(firstOf(environment)).toEqual({
      preset: 'oidc',
      issuer: 'https://login.example.com/realms/shop',
      audiences: ['orders-api'],
      jwksUri: 'https://keys.example.com/certs',
      authorizedParties: ['shop-web', 'shop-app'],
      algorithms: ['RS256', 'ES256'],
      tokenKind: 'at+jwt',
      clockTolerance: 0,
      verifyExpiration: true,
      allowHttpLoopback: false,
      grants: {
        rolesClaim: 'realm_access.roles',
        roleNames: new Map([['/ADMINS', 'ADMINS']]),
        scopeClaims: ['permissions', 'scope'],
        machinesHaveRoles: true,
      },
    });
  });

  it('needs no audience when its clients are named', () => {
    const environment = { ...OTHER, JWT_AUTHORIZED_AUDIENCES: undefined, JWT_AUTHORIZED_PARTIES: 'shop-web' };
    expect(firstOf(environment)).toMatchObject({ audiences: [], authorizedParties: ['shop-web'] });
  });

  it('may be a Keycloak on this machine, and never when deployed', () => {
    const keycloak = {
      ...OTHER,
      RUNTIME: 'LOCAL',
      JWT_ISSUER: 'http://localhost:8080/realms/shop',
    };
    expect(firstOf(keycloak)).toMatchObject({ issuer: 'http://localhost:8080/realms/shop' });
    expect(problemsOf({ ...keycloak, RUNTIME: 'LAMBDA' })).toEqual({ JWT_ISSUER: 'must be an https URL.' });
    expect(problemsOf({ ...keycloak, AWS_LAMBDA_FUNCTION_NAME: 'api' })).toEqual({
      JWT_ISSUER: 'must be an https URL.',
    });
  });

  it('may be a Firebase project that belongs to a domain', () => {
    expect(firstOf({ ...DEPLOYED, FIREBASE_PROJECT_ID: 'example.com:my-project' })).toMatchObject({
      preset: 'firebase',
      issuer: 'https://securetoken.google.com/example.com:my-project',
      audiences: ['example.com:my-project'],
    });
  });

  it.each<[string, Environment, string, string]>([
    [
      'two issuers in one value',
      { ...OTHER, JWT_ISSUER: 'https://a.example,https://b.example' },
      'JWT_ISSUER',
      'does not fit. The issuer must be one address. Describe further issuers separately.',
    ],
    [
      'a placeholder',
      { ...OTHER, JWT_ISSUER: 'https://login.microsoftonline.com/{tenantid}/v2.0' },
      'JWT_ISSUER',
      'does not fit. The issuer has a placeholder in it. Put the value of your own tenant in its place.',
    ],
    [
      'common',
      { ...OTHER, JWT_ISSUER: 'https://login.microsoftonline.com/common/v2.0' },
      'JWT_ISSUER',
      'does not fit. The issuer must be https://login.microsoftonline.com/<tenant id>/v2.0: tokens of Microsoft ' +
        'Entra have the id of their tenant, never common, organizations or a domain.',
    ],
    [
      'certificates as keys',
      {
        ...DEPLOYED,
        JWT_ISSUER_JWKS_URI:
          'https://www.googleapis.com/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com',
      },
      'JWT_ISSUER_JWKS_URI',
      'does not fit. The address of the keys gives X.509 certificates. Give that of the JSON Web Key Set.',
    ],
    [
      'an algorithm that is none',
      { ...OTHER, JWT_ALGORITHMS: 'RS256,HS256' },
      'JWT_ALGORITHMS',
      'must list some of RS256, RS384, RS512, ES256, EdDSA.',
    ],
    [
      'another algorithm of Firebase',
      { ...DEPLOYED, JWT_ALGORITHMS: 'ES256' },
      'FIREBASE_PROJECT_ID',
      'does not fit. The algorithm of Firebase is RS256. Leave it out.',
    ],
    [
      'another kind of token',
      { ...OTHER, JWT_TOKEN_KIND: 'id' },
      'JWT_TOKEN_KIND',
      'must be one of any, access, at+jwt.',
    ],
    [
      'a clock that may be an hour ahead',
      { ...OTHER, JWT_CLOCK_TOLERANCE_SECONDS: '3600' },
      'JWT_CLOCK_TOLERANCE_SECONDS',
      'must be a whole number from 0 to 300.',
    ],
    [
      'a way to roles that starts where users write',
      { ...OTHER, JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'user_metadata.roles' },
      'JWT_AUTHORIZATION_GROUPS_ATTR_NAME',
      'names a claim that is reserved or that users can edit. Choose one that only your identity provider sets, e.g. groups.',
    ],
    [
      'names without roles',
      { ...OTHER, JWT_ROLE_NAMES: 'ADMINS' },
      'JWT_ROLE_NAMES',
      "must list the provider's names and your roles, each name once, such as /ADMINS=ADMINS,/STAFF=USERS.",
    ],
    [
      'scopes that users write',
      { ...OTHER, JWT_SCOPE_CLAIMS: 'scope,nickname' },
      'JWT_SCOPE_CLAIMS',
      'names a claim that is reserved or that users can edit. Choose one that only your identity provider sets, e.g. groups.',
    ],
  ])('is rejected with %s', (_case, environment, variable, problem) => {
    expect(problemsOf(environment)).toEqual({ [variable]: problem });
  });
});

describe('JWT_MORE_ISSUERS', () => {
  const more = (value: unknown, environment: Environment = DEPLOYED): Environment => ({
    ...environment,
    JWT_MORE_ISSUERS: typeof value === 'string' ? value : JSON.stringify(value),
  });

  it('adds issuers to Firebase, each with rules of its own or those of the first', () => {
    const { issuers } = parseConfig(
      more([
        { issuer: 'https://login.example.com/realms/shop', audiences: ['api'] },
        {
          issuer: 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0',
          audiences: ['api://orders'],
          authorizedParties: ['client'],
          algorithms: ['RS256', 'RS512'],
          tokenKind: 'access',
          jwksUri: 'https://keys.example.com/',
          rolesClaim: 'roles',
          roleNames: { 'Orders.Admin': 'ADMINS' },
          scopeClaims: ['scp'],
          machinesHaveRoles: true,
        },
        { firebaseProject: 'other-project' },
      ]),
    );
    const common = { verifyExpiration: true, allowHttpLoopback: false };
    expect(issuers.slice(1)).toEqual([
      {
        preset: 'oidc',
        issuer: 'https://login.example.com/realms/shop',
        audiences: ['api'],
        grants: { rolesClaim: 'groups' },
        ...common,
      },
      {
        preset: 'oidc',
        issuer: 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0',
        audiences: ['api://orders'],
        authorizedParties: ['client'],
        algorithms: ['RS256', 'RS512'],
        tokenKind: 'access',
        jwksUri: 'https://keys.example.com/',
        grants: {
          rolesClaim: 'roles',
          roleNames: new Map([['Orders.Admin', 'ADMINS']]),
          scopeClaims: ['scp'],
          machinesHaveRoles: true,
        },
        ...common,
      },
      expect.objectContaining({ preset: 'firebase', audiences: ['other-project'] }),
    ]);
  });

  it('may name an http issuer on a laptop alone', () => {
    const entry = [{ issuer: 'http://localhost:8080/realms/shop', audiences: ['api'] }];
    expect(parseConfig(more(entry, LAPTOP)).issuers).toHaveLength(2);
    expect(problemsOf(more(entry))).toEqual({
      JWT_MORE_ISSUERS:
        'does not fit: issuer 1. The issuer must be an https URL without user, query or fragment.',
    });
  });

  const issuer = 'https://a.example';
  const audiences = ['api'];
  const SHAPE =
    'must be a JSON array of issuers: [{"issuer":"https://login.example.com","audiences":["my-api"]}].';
  const MEMBERS =
    'firebaseProject, issuer, audiences, authorizedParties, jwksUri, algorithms, tokenKind, rolesClaim, ' +
    'roleNames, scopeClaims, machinesHaveRoles';

  it.each<[string, unknown, string]>([
    ['no JSON', 'https://a.example', SHAPE],
    ['an object', { issuer, audiences }, SHAPE],
    ['an empty array', [], SHAPE],
    ['an array of text', [issuer], SHAPE],
    [
      'an unknown member',
      [{ issuer, audience: 'api' }],
      `has an unknown member in issuer 1. Known are ${MEMBERS}.`,
    ],
    [
      'a member that every object has',
      '[{"issuer":"https://a.example","constructor":1}]',
      `has an unknown member in issuer 1. Known are ${MEMBERS}.`,
    ],
    [
      'no issuer',
      [{ audiences }],
      'does not fit: issuer 1. The issuer must be an https URL without user, query or fragment.',
    ],
    [
      'no audience',
      [{ issuer }],
      'does not fit: issuer 1. The audiences must be one or more names without white space around them.',
    ],
    [
      'audiences that are text',
      [{ issuer, audiences: 'api' }],
      'must have an array of names as audiences of issuer 1.',
    ],
    [
      'a number among audiences',
      [{ issuer, audiences: ['api', 1] }],
      'must have an array of names as audiences of issuer 1.',
    ],
    [
      'a second one that is wrong',
      [
        { issuer, audiences },
        { issuer: 'https://b.example', audiences, algorithms: ['none'] },
      ],
      'does not fit: issuer 2. The algorithms must be among RS256, RS384, RS512, ES256 and EdDSA.',
    ],
    [
      'roles that users write',
      [{ issuer, audiences, rolesClaim: 'email' }],
      'has a claim in issuer 1 that names a claim that is reserved or that users can edit. Choose one that only your ' +
        'identity provider sets, e.g. groups.',
    ],
    [
      'role names that are no roles',
      [{ issuer, audiences, roleNames: { '/A': 'two words' } }],
      'must have an object with a role for each name of the provider as roleNames of issuer 1.',
    ],
    [
      'the first issuer again',
      [{ firebaseProject: 'my-project' }],
      'describes an issuer twice. Describe each once.',
    ],
  ])('is rejected with %s', (_case, value, problem) => {
    expect(problemsOf(more(value))).toEqual({ JWT_MORE_ISSUERS: problem });
  });
});
