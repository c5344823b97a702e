import { NOW, TIMES, type ProviderShape } from './provider-shape.ts';

const OKTA = 'https://dev-1234567.okta.com/oauth2/default';

export const OKTA_SHAPES: Readonly<Record<string, ProviderShape>> = {
  'Okta, access token': {
    source: 'https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/#access-token',
    environment: {
      JWT_ISSUER: OKTA,
      JWT_AUTHORIZED_AUDIENCES: 'api://default',
      JWT_TOKEN_KIND: 'access',
    },
    issuer: OKTA,
    audience: 'api://default',
    header: { typ: undefined },
    claims: {
      ...TIMES,
      ver: 1,
      jti: 'AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE',
      aud: 'api://default',
      cid: 'my-client',
      uid: '00uixa271s6x7qt8I0h7',
      scp: ['orders:read', 'openid'],
      auth_time: NOW - 60,
      sub: 'user@example.com',
      groups: ['Everyone', 'USERS'],
    },
    roles: ['Everyone', 'USERS'],
    scopes: ['orders:read', 'openid'],
    rolesAt: ['groups'],
    scopesAt: { claim: 'scp', form: 'list' },
    machine: { sub: 'my-client', uid: undefined, auth_time: undefined },
    otherKinds: { 'an ID token': { claims: { jti: 'ID.0mP4JKAZX1' } } },
  },
};
