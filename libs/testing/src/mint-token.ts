import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';

/** A throw-away key: nothing is ever written to disk. */
export type SigningKey = Readonly<{
  kid: string;
  jwk: JsonWebKey & { kid: string };
  privateKey: KeyObject;
  pem: string;
}>;

export function createSigningKey(kid = 'k1', modulusLength = 2048, publicExponent = 65_537): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
  return { kid, jwk, privateKey, pem: publicKey.export({ format: 'pem', type: 'spki' }).toString() };
}

/** A throw-away key on a curve: for ES256 or EdDSA. */
export function createCurveKey(algorithm: 'ES256' | 'EdDSA', kid: string = algorithm): SigningKey {
  const { privateKey, publicKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' };
  return { kid, jwk, privateKey, pem: publicKey.export({ format: 'pem', type: 'spki' }).toString() };
}

const RSA_HASHES = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' } as const;

/** How issuers sign. */
export type TokenAlgorithm = keyof typeof RSA_HASHES | 'ES256' | 'EdDSA';

const named = new Map<string, SigningKey>();

/**
 * The key of that name and algorithm, made on first use and the same for the rest of the process.
 *
 * @param algorithm default RS256; of another one the key's id has its name in it
 */
export function signingKey(name = 'k1', algorithm: TokenAlgorithm = 'RS256'): SigningKey {
  const kid = algorithm === 'RS256' ? name : `${name}-${algorithm}`;
  const key = named.get(kid) ?? createKeyFor(algorithm, kid);
  named.set(kid, key);
  return key;
}

function createKeyFor(algorithm: TokenAlgorithm, kid: string): SigningKey {
  if (algorithm === 'ES256' || algorithm === 'EdDSA') return createCurveKey(algorithm, kid);
  const key = createSigningKey(kid);
  return { ...key, jwk: { ...key.jwk, alg: algorithm } };
}

/**
 * How a token is signed. `none`: an empty signature; `garbage`: three zero bytes; `foreign`: the signature of a token
 * without any of the changes asked for; `HS256:pem`, `HS512:jwk`: an HMAC keyed with the public key's text.
 */
export type SignatureKind =
  | keyof typeof RSA_HASHES
  | 'ES256'
  | 'EdDSA'
  | 'PS256'
  | 'HS256:pem'
  | 'HS512:jwk'
  | 'none'
  | 'garbage'
  | 'foreign';

export type MintOptions = Readonly<{
  /** Replaces members of `{alg, kid, typ}`; `undefined` removes one. */
  header?: Record<string, unknown>;
  /** Replaces members of `firebaseClaims()`; `undefined` removes one. */
  payload?: Record<string, unknown>;
  /** Replaces the whole JSON text of the header, as it is. */
  headerText?: string;
  /** Replaces the whole JSON text of the payload, as it is. */
  payloadText?: string | Buffer;
  /** Replaces the second part of the token, as it is. */
  payloadPart?: string;
  sign?: SignatureKind;
  /** Default `signingKey('k1')`. */
  key?: SigningKey;
}>;

/** A token in compact form; without options a good one of the Firebase project `demo-proj`. */
export function mint(options: MintOptions = {}): string {
  const { header, payload, sign = 'RS256', key = signingKey() } = options;
  const headerText =
    options.headerText ?? JSON.stringify({ alg: 'RS256', kid: key.kid, typ: 'JWT', ...header });
  const payloadText = options.payloadText ?? JSON.stringify({ ...firebaseClaims(), ...payload });
  const input = `${base64url(headerText)}.${options.payloadPart ?? base64url(payloadText)}`;
  return `${input}.${signature(input, sign, key)}`;
}

/** The payload of an ID token as Firebase Authentication makes it for a user who signed in a minute ago. */
export function firebaseClaims(
  project = 'demo-proj',
  now = Math.floor(Date.now() / 1000),
): Record<string, unknown> {
  return {
    iss: `https://securetoken.google.com/${project}`,
    aud: project,
    auth_time: now - 60,
    user_id: 'uid-user',
    sub: 'uid-user',
    iat: now - 60,
    exp: now + 3540,
    email: 'user@example.com',
    email_verified: true,
    groups: ['USERS'],
    firebase: { identities: { email: ['user@example.com'] }, sign_in_provider: 'password' },
  };
}

function signature(input: string, kind: SignatureKind, key: SigningKey): string {
  if (kind === 'none') return '';
  if (kind === 'garbage') return 'AAAA';
  if (kind === 'foreign') return mint({ key }).split('.')[2] ?? '';
  if (kind === 'HS256:pem') return createHmac('sha256', key.pem).update(input).digest('base64url');
  if (kind === 'HS512:jwk') {
    return createHmac('sha512', JSON.stringify(key.jwk)).update(input).digest('base64url');
  }
  if (kind === 'ES256') {
    const ecdsa = { key: key.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return signWith('sha256', Buffer.from(input), ecdsa).toString('base64url');
  }
  if (kind === 'EdDSA') return signWith(null, Buffer.from(input), key.privateKey).toString('base64url');
  if (kind === 'PS256') {
    // RSASSA-PSS (6), salt as long as the hash.
    const pss = { key: key.privateKey, padding: 6, saltLength: 32 };
    return signWith('sha256', Buffer.from(input), pss).toString('base64url');
  }
  return signWith(RSA_HASHES[kind], Buffer.from(input), key.privateKey).toString('base64url');
}

function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}
