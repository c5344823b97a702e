import { NOW, TIMES, type ProviderShape } from './provider-shape.ts';

export const FIREBASE_SHAPES: Readonly<Record<string, ProviderShape>> = {
  'Firebase, ID token': {
    source: 'https://firebase.google.com/docs/auth/admin/verify-id-tokens',
    environment: { FIREBASE_PROJECT_ID: 'demo-proj' },
    issuer: 'https://securetoken.google.com/demo-proj',
    audience: 'demo-proj',
    claims: {
      ...TIMES,
      aud: 'demo-proj',
      auth_time: NOW - 60,
      user_id: 'uid-user',
      sub: 'uid-user',
      email: 'user@example.com',
      email_verified: true,
      groups: ['USERS'],
      firebase: { identities: { email: ['user@example.com'] }, sign_in_provider: 'password' },
    },
    roles: ['USERS'],
    scopes: [],
    rolesAt: ['groups'],
    // A custom claim, as the roles are.
    scopesAt: { claim: 'scope', form: 'text' },
    // Firebase has no such tokens; a custom claim can say so all the same.
    machine: { gty: 'client-credentials', email: undefined },
    otherKinds: {
      'a session cookie': { claims: { iss: 'https://session.firebase.google.com/demo-proj' } },
      'a custom token': {
        claims: {
          iss: 'firebase-adminsdk@demo-proj.iam.gserviceaccount.com',
          aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
        },
      },
      'an App Check token': {
        claims: { iss: 'https://firebaseappcheck.googleapis.com/123', aud: ['projects/demo-proj'] },
      },
    },
  },
};
