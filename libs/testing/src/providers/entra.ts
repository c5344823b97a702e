import { NOW, TIMES, type ProviderShape } from './provider-shape.ts';

const TENANT = '11111111-2222-3333-4444-555555555555';
const API = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const WEB = '99999999-8888-7777-6666-555555555555';
const ENTRA = `https://login.microsoftonline.com/${TENANT}/v2.0`;
const ENTRA_1 = `https://sts.windows.net/${TENANT}/`;

/** What a token that an application has in its own name says instead: app roles at most, and no scope. */
const DAEMON = {
  idtyp: 'app',
  oid: '33333333-0000-0000-0000-000000000000',
  sub: '33333333-0000-0000-0000-000000000000',
  name: undefined,
  preferred_username: undefined,
  unique_name: undefined,
  scp: undefined,
};

export const ENTRA_SHAPES: Readonly<Record<string, ProviderShape>> = {
  'Microsoft Entra, version 2': {
    source: 'https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference',
    environment: {
      JWT_ISSUER: ENTRA,
      JWT_AUTHORIZED_AUDIENCES: API,
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'roles',
    },
    issuer: ENTRA,
    audience: API,
    claims: {
      ...TIMES,
      aud: API,
      nbf: NOW - 60,
      aio: 'x',
      azp: WEB,
      azpacr: '0',
      name: 'Uma User',
      oid: '22222222-0000-0000-0000-000000000000',
      preferred_username: 'user@example.com',
      rh: 'x',
      roles: ['USERS'],
      scp: 'orders:read',
      sub: 'AbCdEfPairwiseSubject',
      tid: TENANT,
      uti: 'x',
      ver: '2.0',
    },
    roles: ['USERS'],
    scopes: ['orders:read'],
    rolesAt: ['roles'],
    scopesAt: { claim: 'scp', form: 'text' },
    machine: DAEMON,
  },
  'Microsoft Entra, version 1': {
    source: 'https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference',
    environment: {
      JWT_ISSUER: ENTRA_1,
      JWT_AUTHORIZED_AUDIENCES: `api://${API}`,
      JWT_AUTHORIZED_PARTIES: WEB,
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'roles',
    },
    issuer: ENTRA_1,
    audience: `api://${API}`,
    claims: {
      ...TIMES,
      aud: `api://${API}`,
      nbf: NOW - 60,
      acr: '1',
      aio: 'x',
      amr: ['pwd'],
      appid: WEB,
      appidacr: '0',
      ipaddr: '192.0.2.1',
      name: 'Uma User',
      oid: '22222222-0000-0000-0000-000000000000',
      roles: ['USERS'],
      scp: 'orders:read',
      sub: 'AbCdEfPairwiseSubject',
      tid: TENANT,
      unique_name: 'user@example.com',
      ver: '1.0',
    },
    roles: ['USERS'],
    scopes: ['orders:read'],
    rolesAt: ['roles'],
    scopesAt: { claim: 'scp', form: 'text' },
    machine: DAEMON,
    forOthers: { appid: 'another-client' },
  },
  'Microsoft Entra, a daemon': {
    source: 'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow',
    environment: {
      JWT_ISSUER: ENTRA,
      JWT_AUTHORIZED_AUDIENCES: API,
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'roles',
      JWT_MACHINE_ROLES: 'on',
    },
    issuer: ENTRA,
    audience: API,
    claims: {
      ...TIMES,
      aud: API,
      nbf: NOW - 60,
      azp: WEB,
      azpacr: '1',
      idtyp: 'app',
      oid: '33333333-0000-0000-0000-000000000000',
      roles: ['USERS'],
      sub: '33333333-0000-0000-0000-000000000000',
      tid: TENANT,
      ver: '2.0',
    },
    roles: ['USERS'],
    scopes: [],
    rolesAt: ['roles'],
    machine: {},
  },
};
