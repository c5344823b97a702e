import { TIMES, type ProviderShape } from './provider-shape.ts';

const AUTH0 = 'https://example.eu.auth0.com/';

export const AUTH0_SHAPES: Readonly<Record<string, ProviderShape>> = {
  'Auth0, access token': {
    source: 'https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles',
    environment: {
      JWT_ISSUER: AUTH0,
      JWT_AUTHORIZED_AUDIENCES: 'https://api.example.com',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'https://example.com/roles',
    },
    issuer: AUTH0,
    audience: 'https://api.example.com',
    claims: {
      ...TIMES,
      'https://example.com/roles': ['USERS'],
      sub: 'auth0|62aa3f1b0f',
      aud: ['https://api.example.com', `${AUTH0}userinfo`],
      azp: 'my-client',
      scope: 'openid profile orders:read',
    },
    roles: ['USERS'],
    scopes: ['openid', 'profile', 'orders:read'],
    rolesAt: ['https://example.com/roles'],
    scopesAt: { claim: 'scope', form: 'text' },
    machine: { sub: 'my-client@clients', aud: 'https://api.example.com', gty: 'client-credentials' },
    otherKinds: { 'a log-out token': { header: { typ: 'logout+jwt' }, claims: {} } },
  },
  'Auth0, access token with permissions as scopes': {
    source: 'https://auth0.com/docs/get-started/apis/enable-role-based-access-control-for-apis',
    environment: {
      JWT_ISSUER: AUTH0,
      JWT_AUTHORIZED_AUDIENCES: 'https://api.example.com',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'https://example.com/roles',
      JWT_SCOPE_CLAIMS: 'permissions',
      JWT_TOKEN_KIND: 'at+jwt',
    },
    issuer: AUTH0,
    audience: 'https://api.example.com',
    header: { typ: 'at+jwt' },
    claims: {
      ...TIMES,
      'https://example.com/roles': ['USERS'],
      sub: 'auth0|62aa3f1b0f',
      aud: 'https://api.example.com',
      client_id: 'my-client',
      jti: '4ccd0d8f',
      scope: 'openid',
      permissions: ['orders:read'],
    },
    roles: ['USERS'],
    scopes: ['orders:read'],
    rolesAt: ['https://example.com/roles'],
    scopesAt: { claim: 'permissions', form: 'list' },
    machine: { sub: 'my-client@clients' },
    otherKinds: {
      'a token that does not say that it is an access token': { header: { typ: 'JWT' }, claims: {} },
      'a token without a type': { header: { typ: undefined }, claims: {} },
    },
  },
};
