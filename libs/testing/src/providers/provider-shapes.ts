import { FIREBASE_SHAPES } from './firebase.ts';
import { AUTH0_SHAPES } from './auth0.ts';
import { COGNITO_SHAPES } from './cognito.ts';
import { KEYCLOAK_SHAPES } from './keycloak.ts';
import { ENTRA_SHAPES } from './entra.ts';
import { OKTA_SHAPES } from './okta.ts';
import { GOOGLE_SHAPES } from './google.ts';
import { SUPABASE_SHAPES } from './supabase.ts';
import { CLERK_SHAPES } from './clerk.ts';
import type { ProviderShape } from './provider-shape.ts';

/** Every shape of token that the suites know, each from the documentation of its provider. */
export const PROVIDER_SHAPES: Readonly<Record<string, ProviderShape>> = {
  ...FIREBASE_SHAPES,
  ...AUTH0_SHAPES,
  ...COGNITO_SHAPES,
  ...KEYCLOAK_SHAPES,
  ...ENTRA_SHAPES,
  ...OKTA_SHAPES,
  ...GOOGLE_SHAPES,
  ...SUPABASE_SHAPES,
  ...CLERK_SHAPES,
};
