import type { Preset } from './check-claims.ts';
import { readAddress } from './read-address.ts';

/** Either a Firebase project, or any issuer of RS256 tokens. */
export type IssuerSettings =
  | Readonly<{ firebaseProjectId: string; jwksUri?: string | undefined }>
  | Readonly<{ issuer: string; audiences: readonly string[]; jwksUri?: string | undefined }>;

/** The part of the verifier's options that follows from who issues the tokens. */
export type IssuerPreset = Readonly<{
  preset: Preset;
  issuer: string;
  audiences: readonly string[];
  jwksUri: string;
}>;

const FIREBASE_ISSUER = 'https://securetoken.google.com/';
const FIREBASE_KEYS =
  'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com';

// Some old projects belong to a domain: `example.com:project`.
const PROJECT_ID = /^[a-z0-9][a-z0-9.:-]*[a-z0-9]$/;
const COGNITO_HOST = /^(issuer-)?cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const AUTH0_HOST = /\.auth0\.com$/;

/**
 * What is known of an issuer: which claims its tokens have, and where its keys are.
 *
 * The issuer is taken literally, for that is how it is compared: Auth0's ends with a slash, Cognito's and Firebase's do
 * not. Without `jwksUri` the keys are at `<issuer>/.well-known/jwks.json`, Firebase's at Google.
 *
 * @throws TypeError saying which setting is wrong, never its value
 * @see https://firebase.google.com/docs/auth/admin/verify-id-tokens
 * @see https://auth0.com/docs/secure/tokens/json-web-tokens/json-web-key-sets
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function presetFor(settings: IssuerSettings): IssuerPreset {
  if ('firebaseProjectId' in settings) return firebase(settings.firebaseProjectId, settings.jwksUri);
  const { issuer, audiences, jwksUri } = settings;
  const { hostname } = readAddress('The issuer', issuer);
  if (audiences.length === 0 || audiences.some((name) => name.trim() !== name || name === '')) {
    throw new TypeError('The audiences must be one or more names without white space around them.');
  }
  if (issuer.startsWith(FIREBASE_ISSUER)) {
    const project = firebase(issuer.slice(FIREBASE_ISSUER.length), jwksUri);
    if (audiences.length === 1 && audiences[0] === project.audiences[0]) return project;
    throw new TypeError('The audience of a Firebase issuer must be its project id.');
  }
  const preset = presetOf(hostname);
  if (preset !== 'oidc' && issuer.endsWith('/') !== (preset === 'auth0')) {
    throw new TypeError(SLASH[preset]);
  }
  return { preset, issuer, audiences, jwksUri: jwksUri ?? wellKnown(issuer) };
}

const SLASH = {
  auth0: 'The issuer must end with a slash, as Auth0 writes it into its tokens.',
  cognito: 'The issuer must not end with a slash: Cognito writes none into its tokens.',
};

function presetOf(hostname: string): Exclude<Preset, 'firebase'> {
  if (COGNITO_HOST.test(hostname)) return 'cognito';
  return AUTH0_HOST.test(hostname) ? 'auth0' : 'oidc';
}

function firebase(projectId: string, jwksUri = FIREBASE_KEYS): IssuerPreset {
  if (!PROJECT_ID.test(projectId)) {
    throw new TypeError('The Firebase project id must be lower-case letters, digits and hyphens.');
  }
  return { preset: 'firebase', issuer: `${FIREBASE_ISSUER}${projectId}`, audiences: [projectId], jwksUri };
}

function wellKnown(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`;
}
