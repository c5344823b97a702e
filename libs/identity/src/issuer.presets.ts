import { DEFAULT_ALGORITHMS, isAlgorithm, type Algorithm } from './algorithms.ts';
import { CLOCK_TOLERANCE, type Preset } from './check-claims.ts';
import { findIssuerViolation, findKeyAddressViolation } from './issuer-forms.ts';
import { readAddress } from './read-address.ts';
import { TOKEN_KINDS, type TokenKind } from './token-kind.ts';

/** What may be said of any issuer beside its name; each has a default. */
export type IssuerRules = Readonly<{
  /** Address of the key set, instead of what discovery says. */
  jwksUri?: string | undefined;
  /** Clients (`azp`, `client_id`, `cid`, `appid`) whose tokens are accepted. Default: any client's. */
  authorizedParties?: readonly string[] | undefined;
  /** `RS256`, `RS384`, `RS512`, `ES256`, `EdDSA`. Default RS256 alone. */
  algorithms?: readonly string[] | undefined;
  /** `any`, `access`, `at+jwt`. Default `any`. */
  tokenKind?: string | undefined;
  /** Seconds the issuer's clock may be ahead of ours, 0 to 300. Default 60. */
  clockTolerance?: number | undefined;
  /** Let issuer and keys be http on a loopback host: for a laptop. Default `false`. */
  allowHttpLoopback?: boolean | undefined;
}>;

/** Either a Firebase project, or any other issuer. */
export type IssuerSettings = IssuerRules &
  (
    | Readonly<{ firebaseProjectId: string }>
    | Readonly<{
        issuer: string;
        /** May be left out where `authorizedParties` are given. */
        audiences?: readonly string[] | undefined;
      }>
  );

/** The part of the verifier's options that follows from who issues the tokens. */
export type IssuerPreset = Readonly<{
  preset: Preset;
  issuer: string;
  audiences: readonly string[];
  /** Absent: to be found by discovery. */
  jwksUri?: string;
  authorizedParties?: readonly string[];
  algorithms?: readonly Algorithm[];
  tokenKind?: TokenKind;
  clockTolerance?: number;
}>;

const FIREBASE_ISSUER = 'https://securetoken.google.com/';
const FIREBASE_KEYS =
  'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com';

/** 6 to 30 characters; some old projects belong to a domain: `example.com:project`. */
export const FIREBASE_PROJECT_ID = /^(?:[a-z0-9][a-z0-9.-]*\.[a-z]{2,}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const COGNITO_HOST = /^(issuer-)?cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const AUTH0_HOST = /\.auth0\.com$/;

/**
 * What is known of an issuer: which claims its tokens have, and where its keys are.
 *
 * The issuer is taken literally, for that is how it is compared: Auth0's ends with a slash, Cognito's and Firebase's do
 * not. Without `jwksUri` Firebase's keys are at Google, those of Auth0 and Cognito at `<issuer>/.well-known/jwks.json`, and
 * those of others where their discovery document says.
 *
 * @throws TypeError saying which setting is wrong, never its value
 * @see https://firebase.google.com/docs/auth/admin/verify-id-tokens
 * @see https://auth0.com/docs/secure/tokens/json-web-tokens/json-web-key-sets
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function presetFor(settings: IssuerSettings): IssuerPreset {
  const rules = readRules(settings);
  if ('firebaseProjectId' in settings) return firebase(settings.firebaseProjectId, rules);
  const { issuer, audiences = [], allowHttpLoopback = false } = settings;
  const violation = findIssuerViolation(issuer);
  if (violation !== undefined) throw new TypeError(violation);
  const { hostname } = readAddress('The issuer', issuer, { allowHttpLoopback });
  assertNames('audiences', audiences);
  if (audiences.length === 0 && !rules.authorizedParties) {
    throw new TypeError('The audiences must be one or more names without white space around them.');
  }
  if (issuer.startsWith(FIREBASE_ISSUER)) {
    const project = firebase(issuer.slice(FIREBASE_ISSUER.length), rules);
    if (audiences.length === 1 && audiences[0] === project.audiences[0]) return project;
    throw new TypeError('The audience of a Firebase issuer must be its project id.');
  }
  const preset = presetOf(hostname);
  const known = preset === 'oidc' ? {} : { jwksUri: `${issuer.replace(/\/$/, '')}/.well-known/jwks.json` };
  return { preset, issuer, audiences, ...known, ...rules };
}

function presetOf(hostname: string): Exclude<Preset, 'firebase'> {
  if (COGNITO_HOST.test(hostname)) return 'cognito';
  return AUTH0_HOST.test(hostname) ? 'auth0' : 'oidc';
}

type ReadRules = Omit<IssuerPreset, 'preset' | 'issuer' | 'audiences'>;

function firebase(projectId: string, rules: ReadRules): IssuerPreset {
  if (!FIREBASE_PROJECT_ID.test(projectId)) {
    throw new TypeError('The Firebase project id must be lower-case letters, digits and hyphens.');
  }
  const { algorithms = DEFAULT_ALGORITHMS, tokenKind = 'any', authorizedParties } = rules;
  if (String(algorithms) !== String(DEFAULT_ALGORITHMS)) {
    throw new TypeError('The algorithm of Firebase is RS256. Leave it out.');
  }
  if (tokenKind !== 'any' || authorizedParties) {
    throw new TypeError(
      'Firebase issues ID tokens of no client. Leave out token kind and authorized parties.',
    );
  }
  return {
    preset: 'firebase',
    issuer: `${FIREBASE_ISSUER}${projectId}`,
    audiences: [projectId],
    jwksUri: FIREBASE_KEYS,
    ...rules,
  };
}

/** What was said, checked; nothing is there that was not said. */
function readRules({ jwksUri, authorizedParties, algorithms, ...rest }: IssuerRules): ReadRules {
  const { tokenKind, clockTolerance } = rest;
  const address = jwksUri === undefined ? undefined : findKeyAddressViolation(jwksUri);
  if (address !== undefined) throw new TypeError(address);
  const hasParties = authorizedParties !== undefined && authorizedParties.length > 0;
  if (hasParties) assertNames('authorized parties', authorizedParties);
  return {
    ...(jwksUri === undefined ? {} : { jwksUri }),
    ...(hasParties ? { authorizedParties } : {}),
    ...(algorithms === undefined || algorithms.length === 0
      ? {}
      : { algorithms: readAlgorithms(algorithms) }),
    ...(tokenKind === undefined ? {} : { tokenKind: readTokenKind(tokenKind) }),
    ...(clockTolerance === undefined ? {} : { clockTolerance: readTolerance(clockTolerance) }),
  };
}

function assertNames(what: string, names: readonly string[]): void {
  if (names.every((name) => typeof name === 'string' && name !== '' && name.trim() === name)) return;
  throw new TypeError(`The ${what} must be one or more names without white space around them.`);
}

function readAlgorithms(names: readonly string[]): readonly Algorithm[] {
  if (names.every(isAlgorithm)) return names;
  throw new TypeError('The algorithms must be among RS256, RS384, RS512, ES256 and EdDSA.');
}

function readTokenKind(name: string): TokenKind {
  const kind = TOKEN_KINDS.find((known) => known === name);
  if (kind === undefined) throw new TypeError(`The token kind must be one of ${TOKEN_KINDS.join(', ')}.`);
  return kind;
}

function readTolerance(seconds: number): number {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= CLOCK_TOLERANCE.max) return seconds;
  throw new TypeError(
    `The clock tolerance must be a whole number of seconds from 0 to ${CLOCK_TOLERANCE.max}.`,
  );
}
