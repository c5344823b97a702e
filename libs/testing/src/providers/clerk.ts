import { NOW, TIMES, type ProviderShape } from './provider-shape.ts';

const CLERK = 'https://clear-cat-12.clerk.accounts.dev';

export const CLERK_SHAPES: Readonly<Record<string, ProviderShape>> = {
  'Clerk, session token': {
    source: 'https://clerk.com/docs/guides/sessions/session-tokens',
    environment: {
      JWT_ISSUER: CLERK,
      // Added to the session token in Clerk's dashboard: API Gateway wants an audience.
      JWT_AUTHORIZED_AUDIENCES: 'orders-api',
      JWT_AUTHORIZED_PARTIES: 'https://app.example.com',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'roles',
    },
    issuer: CLERK,
    audience: 'orders-api',
    claims: {
      ...TIMES,
      azp: 'https://app.example.com',
      aud: 'orders-api',
      fva: [0, -1],
      nbf: NOW - 70,
      sid: 'sess_2GaMqUCB3Sc1WNAkWuNzsnYVVEy',
      sts: 'active',
      sub: 'user_2F2u1wtUyUlxKgFkKqtJNtpJJWj',
      v: 2,
      roles: ['USERS'],
    },
    roles: ['USERS'],
    scopes: [],
    rolesAt: ['roles'],
    forOthers: { azp: 'https://evil.example' },
  },
};
