import { TIMES, type ProviderShape } from './provider-shape.ts';

const GOOGLE = 'https://accounts.google.com';

export const GOOGLE_SHAPES: Readonly<Record<string, ProviderShape>> = {
  'Google, ID token': {
    source: 'https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload',
    environment: {
      JWT_ISSUER: GOOGLE,
      JWT_AUTHORIZED_AUDIENCES: '1234987819200.apps.googleusercontent.com',
    },
    issuer: GOOGLE,
    audience: '1234987819200.apps.googleusercontent.com',
    claims: {
      ...TIMES,
      azp: '1234987819200.apps.googleusercontent.com',
      aud: '1234987819200.apps.googleusercontent.com',
      sub: '10769150350006150715113082367',
      at_hash: 'HK6E_P6Dh8Y93mRNtsDB1Q',
      hd: 'example.com',
      email: 'user@example.com',
      email_verified: true,
      nonce: '0394852-3190485-2490358',
    },
    roles: [],
    scopes: [],
    // Of a service account.
    machine: {
      azp: '117000000000000000001',
      sub: '117000000000000000001',
      email: 'job@my-project.iam.gserviceaccount.com',
      hd: undefined,
      nonce: undefined,
      at_hash: undefined,
    },
  },
};
