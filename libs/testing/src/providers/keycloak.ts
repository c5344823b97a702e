import { NOW, TIMES, type ProviderShape } from './provider-shape.ts';

const KEYCLOAK = 'https://login.example.com/realms/shop';
const KEYCLOAK_CLAIMS = {
  ...TIMES,
  auth_time: NOW - 61,
  jti: 'onrtac:7a2d1b7c',
  aud: 'account',
  sub: '2b7f4a0e-6f0c-4d59-9d1f-6a3c1c2a5e77',
  typ: 'Bearer',
  azp: 'shop-web',
  sid: '0b1e5c0e',
  acr: '1',
  'allowed-origins': ['https://app.example.com'],
  realm_access: { roles: ['offline_access', 'USERS', 'uma_authorization'] },
  resource_access: { account: { roles: ['manage-account', 'view-profile'] } },
  scope: 'openid orders:read email profile',
  email_verified: true,
  preferred_username: 'user',
  email: 'user@example.com',
};

/** @see https://www.keycloak.org/docs/latest/server_admin/#_service_accounts */
const SERVICE_ACCOUNT = {
  client_id: 'shop-web',
  preferred_username: 'service-account-shop-web',
  email: undefined,
  sid: undefined,
  auth_time: undefined,
};

export const KEYCLOAK_SHAPES: Readonly<Record<string, ProviderShape>> = {
  'Keycloak, access token': {
    source: 'https://www.keycloak.org/docs/latest/server_admin/#_oidc_token_role_mappings',
    environment: {
      JWT_ISSUER: KEYCLOAK,
      JWT_AUTHORIZED_AUDIENCES: 'account',
      JWT_AUTHORIZED_PARTIES: 'shop-web',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'realm_access.roles',
    },
    issuer: KEYCLOAK,
    audience: 'account',
    claims: KEYCLOAK_CLAIMS,
    roles: ['offline_access', 'USERS', 'uma_authorization'],
    scopes: ['openid', 'orders:read', 'email', 'profile'],
    rolesAt: ['realm_access', 'roles'],
    scopesAt: { claim: 'scope', form: 'text' },
    machine: SERVICE_ACCOUNT,
    forOthers: { azp: 'another-client' },
    otherKinds: {
      'an ID token': { claims: { typ: 'ID', at_hash: 'h1' } },
      'a refresh token': { claims: { typ: 'Refresh' } },
      'an offline token': { claims: { typ: 'Offline' } },
      'a log-out token': { claims: { typ: 'Logout' } },
    },
  },
  'Keycloak, groups with slashes': {
    source: 'https://www.keycloak.org/docs/latest/server_admin/#_protocol-mappers',
    environment: {
      JWT_ISSUER: KEYCLOAK,
      JWT_AUTHORIZED_AUDIENCES: 'orders-api',
      JWT_ROLE_NAMES: '/USERS=USERS,/ADMINS=ADMINS',
    },
    issuer: KEYCLOAK,
    audience: 'orders-api',
    claims: { ...KEYCLOAK_CLAIMS, aud: ['orders-api', 'account'], groups: ['/USERS', '/staff/berlin'] },
    roles: ['USERS', '/staff/berlin'],
    scopes: ['openid', 'orders:read', 'email', 'profile'],
    rolesAt: ['groups'],
    roleNames: { USERS: '/USERS', ADMINS: '/ADMINS' },
    scopesAt: { claim: 'scope', form: 'text' },
    machine: SERVICE_ACCOUNT,
    otherKinds: { 'a refresh token': { claims: { typ: 'Refresh' } } },
  },
};
