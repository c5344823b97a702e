import { NOW, TIMES, type ProviderShape } from './provider-shape.ts';

const COGNITO = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI';

export const COGNITO_SHAPES: Readonly<Record<string, ProviderShape>> = {
  'Cognito, access token': {
    source:
      'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html',
    environment: {
      JWT_ISSUER: COGNITO,
      JWT_AUTHORIZED_AUDIENCES: 'my-client',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'cognito:groups',
      JWT_TOKEN_KIND: 'access',
    },
    issuer: COGNITO,
    audience: 'my-client',
    header: { typ: undefined },
    claims: {
      ...TIMES,
      sub: 'aaaaaaaa-bbbb-cccc-dddd-example',
      'cognito:groups': ['USERS'],
      version: 2,
      client_id: 'my-client',
      origin_jti: 'o1',
      event_id: 'e1',
      token_use: 'access',
      scope: 'orders:read',
      auth_time: NOW - 60,
      jti: 'j1',
      username: 'user',
    },
    roles: ['USERS'],
    scopes: ['orders:read'],
    rolesAt: ['cognito:groups'],
    scopesAt: { claim: 'scope', form: 'text' },
    machine: { sub: 'my-client', username: undefined, auth_time: undefined, origin_jti: undefined },
    forOthers: { client_id: 'another-client' },
    otherKinds: {
      'an ID token': { claims: { token_use: 'id', client_id: undefined, aud: 'my-client' } },
      'a token of unknown use': { claims: { token_use: 'refresh' } },
    },
  },
  'Cognito, ID token': {
    source:
      'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html',
    environment: {
      JWT_ISSUER: COGNITO,
      JWT_AUTHORIZED_AUDIENCES: 'my-client',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'cognito:groups',
    },
    issuer: COGNITO,
    audience: 'my-client',
    header: { typ: undefined },
    claims: {
      ...TIMES,
      sub: 'aaaaaaaa-bbbb-cccc-dddd-example',
      'cognito:groups': ['USERS'],
      email_verified: true,
      'cognito:username': 'user',
      at_hash: 'h1',
      aud: 'my-client',
      event_id: 'e1',
      token_use: 'id',
      auth_time: NOW - 60,
      jti: 'j1',
      email: 'user@example.com',
    },
    roles: ['USERS'],
    scopes: [],
    rolesAt: ['cognito:groups'],
  },
};
