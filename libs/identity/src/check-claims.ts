import type { Claims } from './claims.ts';
import type { InvalidTokenReason } from './token.errors.ts';
import { InvalidToken } from './token.errors.ts';
import { isOfAnotherKind, type TokenKind } from './token-kind.ts';

/** Whose tokens these are: it decides which claims must be there, and in what form. */
export type Preset = 'firebase' | 'auth0' | 'cognito' | 'oidc';

/** What a token must say to be accepted. */
export type Expectation = Readonly<{
  preset: Preset;
  issuer: string;
  /** May be empty when `authorizedParties` are not. */
  audiences: readonly string[];
  /** Clients whose tokens are accepted; absent: any client's. */
  authorizedParties?: readonly string[] | undefined;
  tokenKind?: TokenKind | undefined;
  /** Seconds the issuer's clock may be ahead of ours. */
  clockTolerance?: number | undefined;
  tenantId?: string | undefined;
  verifyExpiration: boolean;
}>;

type Payload = Readonly<Record<string, unknown>>;
type Rule = (payload: Payload, expected: Expectation, now: number) => boolean;

/** How far the issuer's clock may be ahead of ours, in seconds: what it says of the past may be that far in our future. */
export const CLOCK_TOLERANCE = { default: 60, max: 300 };
/** The end of the year 9999, in seconds: what lies behind it is no date, but milliseconds or a mistake. */
const LAST_DATE = 253_402_300_799;

const RULES: readonly (readonly [InvalidTokenReason, Rule])[] = [
  ['issuer', ({ iss }, { issuer }) => iss === issuer],
  ['token_use', ({ token_use: use }, { preset }) => preset !== 'cognito' || use === 'id' || use === 'access'],
  ['kind', (payload, { preset, tokenKind = 'any' }) => !isOfAnotherKind(payload, preset, tokenKind)],
  ['audience', isMeantForUs],
  ['party', isOfAuthorizedParty],
  ['subject', hasSubject],
  ['tenant', isOfTenant],
  ['lifetime', hasLifetime],
  ['expired', ({ exp }, { verifyExpiration }, now) => !verifyExpiration || isAfter(exp, now)],
  ['not_yet_valid', hasBegun],
];

/**
 * The payload as claims, if it says what is expected.
 *
 * Checks what libraries leave open too: the form of the subject, times that are missing, no dates or in the future, and
 * the tenant. `now` is in seconds since 1970. The issuer's clock may be `clockTolerance` (60) seconds ahead of ours; a token is good until the
 * second before its `exp`, with no allowance: it was issued to live as long as that, and not a minute more.
 *
 * @throws InvalidToken naming the first rule that does not hold
 * @see https://firebase.google.com/docs/auth/admin/verify-id-tokens#verify_id_tokens_using_a_third-party_jwt_library
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function checkClaims(payload: Payload, expected: Expectation, now: number): Claims {
  const broken = RULES.find(([, holds]) => !holds(payload, expected, now));
  if (broken) throw new InvalidToken(broken[0]);
  return payload as Claims;
}

/** Firebase: `aud` is a string. Others: a string or an array, or `client_id` when there is no `aud`, as API Gateway has it. */
function isMeantForUs({ aud, client_id: clientId }: Payload, { audiences, preset }: Expectation): boolean {
  if (audiences.length === 0) return true;
  if (preset !== 'firebase' && Array.isArray(aud)) {
    return aud.every((name) => typeof name === 'string') && aud.some((name) => audiences.includes(name));
  }
  const name = preset !== 'firebase' && aud === undefined ? clientId : aud;
  return audiences.some((audience) => audience === name);
}

/**
 * Who asked for the token: `azp` (Keycloak, Google, Auth0, Clerk, Entra v2), `client_id` (RFC 9068, Cognito), `cid` (Okta)
 * or `appid` (Entra v1), the first that is there.
 */
function isOfAuthorizedParty(payload: Payload, { authorizedParties }: Expectation): boolean {
  if (authorizedParties === undefined) return true;
  const name = PARTY_CLAIMS.find((claim) => payload[claim] !== undefined);
  return authorizedParties.some((party) => name !== undefined && payload[name] === party);
}

const PARTY_CLAIMS = ['azp', 'client_id', 'cid', 'appid'];

function hasSubject({ sub }: Payload, { preset }: Expectation): boolean {
  return typeof sub === 'string' && sub.length >= 1 && sub.length <= (preset === 'firebase' ? 128 : 255);
}

/** Firebase puts the tenant into `firebase.tenant`; without one the user belongs to the project itself. */
function isOfTenant({ firebase }: Payload, { preset, tenantId }: Expectation): boolean {
  if (preset !== 'firebase') return true;
  if (firebase === undefined) return tenantId === undefined;
  if (typeof firebase !== 'object' || firebase === null || Array.isArray(firebase)) return false;
  return ('tenant' in firebase ? firebase.tenant : undefined) === tenantId;
}

function hasLifetime({ exp, iat, nbf, auth_time: authTime }: Payload, { preset }: Expectation): boolean {
  const optional = [nbf, authTime].filter((time) => time !== undefined);
  const required = preset === 'firebase' ? [exp, iat, authTime] : [exp, iat];
  return [...required, ...optional].every(isDate);
}

function isDate(time: unknown): boolean {
  return typeof time === 'number' && time >= 0 && time <= LAST_DATE;
}

function hasBegun(
  { nbf, iat, auth_time: authTime }: Payload,
  { clockTolerance = CLOCK_TOLERANCE.default }: Expectation,
  now: number,
): boolean {
  return [nbf, iat, authTime].every((time) => !isAfter(time, now + clockTolerance));
}

function isAfter(time: unknown, limit: number): boolean {
  return typeof time === 'number' && time > limit;
}
