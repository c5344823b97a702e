import type { SeededUser } from '@lambda-nest/toolkit/seeded-users';
import type { TrustedIssuer } from './trusted-issuer.ts';

/** For whom a token is, and what it grants. */
export type TokenGrant = Readonly<{
  /** Absent for a program with a token in its own name. */
  user?: SeededUser | undefined;
  clientId: string;
  scopes: readonly string[];
  /** Seconds since 1970. */
  issuedAt: number;
  expiresAt: number;
  /** Unique for each token. */
  id: string;
}>;

export type TokenContent = Readonly<{
  header: Readonly<Record<string, unknown>>;
  claims: Readonly<Record<string, unknown>>;
}>;

type Claims = Readonly<Record<string, unknown>>;
type Shape = (grant: TokenGrant, issuer: TrustedIssuer) => Readonly<{ typ?: string; claims: Claims }>;

/** Hosts of the providers whose tokens have a form of their own; of all others RFC 9068 says how they look. */
const SHAPES: readonly (readonly [host: RegExp, shape: Shape])[] = [
  [/\.auth0\.com$/, auth0],
  [/cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/, cognito],
  [/^login\.microsoftonline\.|\.ciamlogin\.com$/, entra],
  [/^sts\.windows\.net$/, entraOfVersion1],
  [/\.(okta|oktapreview|okta-emea)\.com$/, okta],
  [/^accounts\.google\.com$/, google],
  [/\.supabase\.co$/, supabase],
  [/\.clerk\.accounts\.dev$|^clerk\./, clerk],
];

/**
 * What a token says, in the form that this provider's tokens have: header and claims, roles where the configuration looks
 * for them, and whom it is for.
 */
export function shapeToken(grant: TokenGrant, issuer: TrustedIssuer): TokenContent {
  const { typ, claims: own } = shapeOf(issuer)(grant, issuer);
  const type = issuer.isAccessTypeRequired ? 'at+jwt' : typ;
  const claims = { iss: issuer.issuer, iat: grant.issuedAt, exp: grant.expiresAt, ...own };
  const roles = grant.user?.groups ?? [];
  return {
    header: { alg: issuer.algorithm, ...(type === undefined ? {} : { typ: type }) },
    claims: roles.length === 0 ? claims : writeRoles(claims, roles, issuer),
  };
}

/** Whether the provider gives programs such tokens in their own name. Those of Supabase and Clerk are users' alone. */
export function hasPrograms(issuer: TrustedIssuer): boolean {
  return !([supabase, clerk] as readonly Shape[]).includes(shapeOf(issuer));
}

function shapeOf({ issuer }: TrustedIssuer): Shape {
  const url = new URL(issuer);
  const known = SHAPES.find(([host]) => host.test(url.hostname))?.[1];
  return known ?? (/\/realms\/[^/]+$/.test(url.pathname) ? keycloak : standard);
}

/** Puts roles where they are looked for, by the names that the provider has for them; what is no list as it is. */
export function writeRoles(
  claims: Claims,
  roles: unknown,
  { grants }: Pick<TrustedIssuer, 'grants'>,
): Claims {
  const names = new Map([...(grants.roleNames ?? [])].map(([name, role]) => [role, name]));
  const written = Array.isArray(roles) ? roles.map((role: string) => names.get(role) ?? role) : roles;
  return put(claims, wayOf(grants.rolesClaim), written);
}

/** A name with a scheme or a colon in it is one name, dots and all. */
export function wayOf(rolesClaim: string): readonly string[] {
  return rolesClaim.includes(':') ? [rolesClaim] : rolesClaim.split('.');
}

function put(claims: Claims, [name = '', ...rest]: readonly string[], value: unknown): Claims {
  if (rest.length === 0) return { ...claims, [name]: value };
  return { ...claims, [name]: put((claims[name] ?? {}) as Claims, rest, value) };
}

const audienceOf = ({ audiences, parties }: TrustedIssuer): string => audiences[0] ?? parties[0] ?? 'local';
const partyOf = ({ clientId }: TokenGrant, { parties }: TrustedIssuer): string =>
  parties.length === 0 || parties.includes(clientId) ? clientId : (parties[0] ?? clientId);
const subjectOf = ({ user, clientId }: TokenGrant): string => user?.uid ?? clientId;
const scopeOf = ({ scopes }: TokenGrant): Claims => (scopes.length > 0 ? { scope: scopes.join(' ') } : {});
const mailOf = ({ user }: TokenGrant): Claims => (user ? { email: user.email, email_verified: true } : {});

/** @see https://www.rfc-editor.org/rfc/rfc9068#section-2 */
function standard(grant: TokenGrant, issuer: TrustedIssuer) {
  const { id: jti } = grant;
  const client = partyOf(grant, issuer);
  return {
    typ: 'at+jwt',
    claims: {
      aud: audienceOf(issuer),
      sub: grant.user ? subjectOf(grant) : client,
      client_id: client,
      jti,
      ...scopeOf(grant),
      ...mailOf(grant),
    },
  };
}

/** Its own profile, or RFC 9068. @see https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles */
function auth0(grant: TokenGrant, issuer: TrustedIssuer) {
  const { user, scopes, id: jti } = grant;
  const client = partyOf(grant, issuer);
  const audience = audienceOf(issuer);
  const named = issuer.isAccessTypeRequired ? { client_id: client, jti } : { azp: client };
  const permissions = issuer.grants.scopeClaims?.includes('permissions') ? { permissions: scopes } : {};
  const about = user
    ? { sub: `auth0|${user.uid}`, aud: [audience, `${issuer.issuer}userinfo`] }
    : {
        sub: `${client}@clients`,
        aud: audience,
        ...(issuer.isAccessTypeRequired ? {} : { gty: 'client-credentials' }),
      };
  return { typ: 'JWT', claims: { ...about, ...named, ...scopeOf(grant), ...permissions } };
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
function cognito(grant: TokenGrant, issuer: TrustedIssuer) {
  const clientId = audienceOf(issuer);
  const { user, issuedAt, id: jti } = grant;
  const about = user ? { username: user.uid, auth_time: issuedAt } : {};
  return {
    claims: {
      sub: user?.uid ?? clientId,
      token_use: 'access',
      client_id: clientId,
      version: 2,
      jti,
      ...about,
      ...scopeOf(grant),
    },
  };
}

/** @see https://www.keycloak.org/docs/latest/server_admin/#_oidc_token_role_mappings */
function keycloak(grant: TokenGrant, issuer: TrustedIssuer) {
  const azp = partyOf(grant, issuer);
  const { user, id: jti } = grant;
  const name = user ? user.email : `service-account-${azp.toLowerCase()}`;
  return {
    typ: 'JWT',
    claims: {
      jti,
      aud: audienceOf(issuer),
      sub: user?.uid ?? name,
      typ: 'Bearer',
      azp,
      acr: '1',
      preferred_username: name,
      ...scopeOf(grant),
      ...mailOf(grant),
    },
  };
}

/** @see https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference */
function entra(grant: TokenGrant, issuer: TrustedIssuer) {
  const azp = partyOf(grant, issuer);
  const tid = new URL(issuer.issuer).pathname.split('/')[1];
  const { user } = grant;
  const about = user ? { preferred_username: user.email } : {};
  return { typ: 'JWT', claims: { azp, azpacr: '0', tid, ver: '2.0', ...about, ...ofEntra(grant, issuer) } };
}

function entraOfVersion1(grant: TokenGrant, issuer: TrustedIssuer) {
  const appid = partyOf(grant, issuer);
  const tid = new URL(issuer.issuer).pathname.split('/')[1];
  const { user } = grant;
  const about = user ? { unique_name: user.email } : {};
  return {
    typ: 'JWT',
    claims: { appid, appidacr: '0', tid, ver: '1.0', ...about, ...ofEntra(grant, issuer) },
  };
}

/** App-only tokens have roles and no scopes; their subject is their object. */
function ofEntra(grant: TokenGrant, issuer: TrustedIssuer): Claims {
  const { user, issuedAt, scopes } = grant;
  const common = { aud: audienceOf(issuer), nbf: issuedAt };
  if (!user) return { ...common, sub: 'local-program', oid: 'local-program', idtyp: 'app' };
  const about = { name: user.displayName, oid: `oid-${user.uid}` };
  return { ...common, ...about, sub: user.uid, ...(scopes.length > 0 ? { scp: scopes.join(' ') } : {}) };
}

/** @see https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/#access-token */
function okta(grant: TokenGrant, issuer: TrustedIssuer) {
  const cid = partyOf(grant, issuer);
  const { user, scopes, issuedAt, id } = grant;
  return {
    claims: {
      ver: 1,
      jti: `AT.${id}`,
      aud: audienceOf(issuer),
      cid,
      ...(user ? { uid: user.uid, auth_time: issuedAt } : {}),
      ...(scopes.length > 0 ? { scp: scopes } : {}),
      sub: user?.email ?? cid,
    },
  };
}

/** An ID token: Google's access tokens are none of an API's. @see https://developers.google.com/identity/openid-connect/openid-connect */
function google(grant: TokenGrant, issuer: TrustedIssuer) {
  const audience = audienceOf(issuer);
  const { user } = grant;
  const azp = issuer.parties[0] ?? audience;
  return {
    typ: 'JWT',
    claims: {
      azp,
      aud: audience,
      sub: user?.uid ?? azp,
      ...mailOf(grant),
      ...(user ? { name: user.displayName } : {}),
    },
  };
}

/** @see https://supabase.com/docs/guides/auth/jwt-fields */
function supabase(grant: TokenGrant, issuer: TrustedIssuer) {
  const { user, id, issuedAt } = grant;
  return {
    typ: 'JWT',
    claims: {
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: issuedAt }],
      app_metadata: { provider: 'email', providers: ['email'] },
      aud: audienceOf(issuer),
      email: user?.email ?? '',
      phone: '',
      role: 'authenticated',
      session_id: id,
      sub: subjectOf(grant),
      user_metadata: {},
      is_anonymous: false,
    },
  };
}

/** @see https://clerk.com/docs/guides/sessions/session-tokens */
function clerk(grant: TokenGrant, issuer: TrustedIssuer) {
  const { id, issuedAt } = grant;
  const aud = issuer.audiences[0];
  return {
    typ: 'JWT',
    claims: {
      azp: partyOf(grant, issuer),
      ...(aud === undefined ? {} : { aud }),
      fva: [0, -1],
      nbf: issuedAt - 10,
      sid: `sess_${id}`,
      sts: 'active',
      sub: `user_${subjectOf(grant)}`,
      v: 2,
    },
  };
}
