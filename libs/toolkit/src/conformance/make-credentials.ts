import type { Caller, Declaration } from '@lambda-nest/access/policy';
import {
  mint,
  signingKey,
  type MintOptions,
  type SigningKey,
  type TokenAlgorithm,
} from '@lambda-nest/testing';
import {
  issuerOfShape,
  PROVIDER_SHAPES,
  type ProviderShape,
  type TokenContent,
  type TokenIssuer,
} from '@lambda-nest/testing/providers';
import type { Credential } from './credential.ts';
import { findReason } from './find-reason.ts';
import { personasFor, type Persona } from './persona.ts';
import { readAtGateway } from './read-at-gateway.ts';

const HOUR = 3600;

/** Whose tokens are made where no issuer is named: the issuer of `mint` and `startApi`, a Firebase project. */
export const TEST_ISSUER: TokenIssuer = issuerOfShape(PROVIDER_SHAPES['Firebase, ID token'] as ProviderShape);

/** Subject of the account that is disabled, where accounts are looked up. */
export const DISABLED_ACCOUNT = 'uid-disabled';

export type CredentialOptions = Readonly<{
  /** Whose tokens. Default {@link TEST_ISSUER}. */
  issuer?: TokenIssuer;
  /** Whether the route looks the account up; absent: no account can be disabled. */
  isAccountChecked?: boolean | undefined;
}>;

/**
 * Every credential a route is called with, minted for an issuer of the tests. Each token that must be rejected is the
 * token of a caller whom the route would let in, as far as the issuer's tokens can say so, with one thing wrong.
 */
export function makeCredentials(
  declaration: Declaration,
  { issuer = TEST_ISSUER, isAccountChecked }: CredentialOptions = {},
): readonly Credential[] {
  const personas = personasFor(declaration, issuer);
  const [first] = personas;
  const rightful = personas.find((persona) => findReason(declaration, persona) === undefined) ?? first;
  if (!rightful) throw new Error('Whatever a route declares, someone has no role.');
  const genuine = describe(rightful, issuer);
  return [
    { name: 'no token' },
    { name: 'garbage', authorization: 'Bearer garbage' },
    ...breakToken(issuer).map(([name, options]) => ({
      name,
      authorization: bearer(genuine, issuer, options),
    })),
    ...Object.entries({ ...UNSEEN_KINDS, ...issuer.otherKinds }).map(([kind, { header, claims }]) => {
      const content = change(genuine, { header, claims });
      return { name: kind, authorization: bearer(content, issuer), ...atGateway(content, issuer) };
    }),
    ...personas.map((persona) => credentialOf(persona, issuer)),
    ...(isAccountChecked === undefined ? [] : [disable(rightful, issuer, isAccountChecked)]),
  ];
}

type Change = Readonly<{ header?: object | undefined; claims?: object | undefined }>;
type Breaking = Pick<MintOptions, 'key' | 'sign'> & Change;

/** What is wrong with a token that the gateway rejects as well, each by itself. */
function breakToken({
  issuer,
  algorithm,
  audience,
}: TokenIssuer): readonly (readonly [name: string, how: Breaking])[] {
  const now = Math.floor(Date.now() / 1000);
  return [
    ['forged', { key: foreignKey(algorithm) }],
    ['signature of another token', { sign: 'foreign', claims: { sub: 'uid-other' } }],
    ['public key as secret', { sign: 'HS256:pem', header: { alg: 'HS256' } }],
    ['alg none', { sign: 'none', header: { alg: 'none' } }],
    ['alg none, signature kept', { header: { alg: 'none' } }],
    ['expired', { claims: { iat: now - 2 * HOUR, auth_time: now - 2 * HOUR, exp: now - HOUR } }],
    ['not yet valid', { claims: { iat: now + HOUR, nbf: now + HOUR, exp: now + 2 * HOUR } }],
    // The same provider has other customers.
    ['wrong issuer', { claims: { iss: new URL('/another-tenant', issuer).href } }],
    ...(audience === undefined
      ? []
      : ([
          ['wrong audience', { claims: { aud: 'another-api', client_id: undefined } }],
          ['no audience', { claims: { aud: undefined, ...NO_CLIENT } }],
        ] as const)),
  ];
}

/** Claims that name the client to which a token was given. */
const NO_CLIENT = { client_id: undefined, azp: undefined, cid: undefined, appid: undefined };

/** The id of the published key with another key behind it. */
function foreignKey(algorithm: TokenAlgorithm): SigningKey {
  return { ...signingKey('foreign', algorithm), kid: signingKey('k1', algorithm).kid };
}

/** What the gateway does not look at. */
const UNSEEN_KINDS: TokenIssuer['otherKinds'] = { 'no subject': { claims: { sub: undefined } } };

function credentialOf(persona: Persona, issuer: TokenIssuer): Credential {
  const { name, roles, scopes } = persona;
  const content = describe(persona, issuer);
  return {
    name,
    authorization: bearer(content, issuer),
    caller: { roles, scopes },
    ...atGateway(content, issuer),
  };
}

/** A token from before the account was disabled. It counts until it expires, but for routes that look the account up. */
function disable(persona: Persona, issuer: TokenIssuer, isAccountChecked: boolean): Credential {
  const content = describe(persona, issuer, DISABLED_ACCOUNT);
  const { roles, scopes } = persona;
  return {
    name: 'account disabled',
    authorization: bearer(content, issuer),
    ...(!isAccountChecked && { caller: { roles, scopes } }),
    ...atGateway(content, issuer),
  };
}

/** A provider that grants nothing leaves the claim out. */
function describe(
  { name, roles, scopes, isMachine = false, ...persona }: Persona,
  issuer: TokenIssuer,
  subject = `uid-${name.replaceAll(/\W+/g, '-')}`,
): TokenContent {
  const held = 'rolesClaim' in persona ? persona.rolesClaim : roles;
  const isNothing = Array.isArray(held) && held.length === 0;
  return issuer.describe({ subject, roles: isNothing ? undefined : held, scopes, isMachine });
}

function atGateway(content: TokenContent, issuer: TokenIssuer): { gatewayCaller?: Caller } {
  const gatewayCaller = readAtGateway(content.claims, issuer);
  return gatewayCaller ? { gatewayCaller } : {};
}

function change({ header, claims }: TokenContent, changed: Change): TokenContent {
  return { header: { ...header, ...changed.header }, claims: { ...claims, ...changed.claims } };
}

function bearer(
  genuine: TokenContent,
  { algorithm }: TokenIssuer,
  { header: ownHeader, claims: ownClaims, ...how }: Breaking = {},
): string {
  const { header, claims } = change(genuine, { header: ownHeader, claims: ownClaims });
  const key = signingKey('k1', algorithm);
  const options = { sign: algorithm, key, ...how, header: { alg: algorithm, ...header } };
  return `Bearer ${mint({ ...options, payloadText: JSON.stringify(claims) })}`;
}
