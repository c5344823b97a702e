import { NOW, TIMES, type ProviderShape } from './provider-shape.ts';

const SUPABASE = 'https://abcdefghijklmnop.supabase.co/auth/v1';

export const SUPABASE_SHAPES: Readonly<Record<string, ProviderShape>> = {
  'Supabase, access token': {
    source: 'https://supabase.com/docs/guides/auth/jwt-fields',
    environment: {
      JWT_ISSUER: SUPABASE,
      JWT_AUTHORIZED_AUDIENCES: 'authenticated',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'app_metadata.roles',
    },
    issuer: SUPABASE,
    audience: 'authenticated',
    claims: {
      ...TIMES,
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: NOW - 60 }],
      app_metadata: { provider: 'email', providers: ['email'], roles: ['USERS'] },
      aud: 'authenticated',
      email: 'user@example.com',
      phone: '',
      role: 'authenticated',
      session_id: 's1',
      sub: '44444444-0000-0000-0000-000000000000',
      user_metadata: { roles: ['ADMINS'] },
      is_anonymous: false,
    },
    roles: ['USERS'],
    scopes: [],
    rolesAt: ['app_metadata', 'roles'],
    otherKinds: {
      'the key of a project, which names no user': { claims: { role: 'service_role', sub: undefined } },
    },
  },
};
