import { firebaseClaims, mint, signingKey, type MintOptions } from '@lambda-nest/testing';

export const ADMIN = { groups: ['ADMINS'], sub: 'uid-admin' };
const now = (): number => Math.floor(Date.now() / 1000);
const evil = (): MintOptions => ({ key: { ...signingKey('evil'), kid: 'k1' } });

const TWO_ALGORITHMS = (first: string, second: string): string =>
  `{"alg":"${first}","kid":"k1","typ":"JWT","alg":"${second}"}`;

const CUSTOM_AUDIENCE =
  'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';

const withSecondIssuer = (): string =>
  JSON.stringify({ ...firebaseClaims(), ...ADMIN }).replace(/}$/, ',"iss":"https://evil.example"}');

/** Tokens of an administrator, each with one flaw. */
export const FORGERIES: readonly (readonly [string, () => MintOptions])[] = [
  ['no signature', () => ({ sign: 'none' })],
  ['alg none in every spelling', () => ({ header: { alg: 'NoNe' }, sign: 'none' })],
  ['alg none with a signature', () => ({ header: { alg: 'none' } })],
  ['an HMAC keyed with the public key', () => ({ header: { alg: 'HS256' }, sign: 'HS256:pem' })],
  ['an HMAC under the name of RS256', () => ({ sign: 'HS256:pem' })],
  ['RS384, well signed', () => ({ header: { alg: 'RS384' }, sign: 'RS384' })],
  ['PS256, well signed', () => ({ header: { alg: 'PS256' }, sign: 'PS256' })],
  ['an algorithm that is a list', () => ({ header: { alg: ['RS256'] } })],
  ['the signature of another token', () => ({ sign: 'foreign' })],
  ['the key of another issuer', evil],
  ['a key of its own in jwk', () => ({ ...evil(), header: { jwk: signingKey('evil').jwk } })],
  ['the address of a key in jku', () => ({ ...evil(), header: { jku: 'https://evil.example/keys' } })],
  ['the address of a certificate in x5u', () => ({ ...evil(), header: { x5u: 'https://evil.example/c' } })],
  ['a certificate in x5c', () => ({ ...evil(), header: { x5c: ['AAAA'] } })],
  ['a path for a kid', () => ({ ...evil(), header: { kid: '../../../dev/null' } })],
  ['an address for a kid', () => ({ ...evil(), header: { kid: 'https://evil.example/k' } })],
  ['a kid every object has', () => ({ ...evil(), header: { kid: '__proto__' } })],
  ['an empty kid', () => ({ ...evil(), header: { kid: '' } })],
  ['no kid', () => ({ header: { kid: undefined } })],
  ['a kid that is a list', () => ({ header: { kid: ['k1'] } })],
  ['an unknown extension', () => ({ header: { crit: ['exp'], exp: 1 } })],
  ['a payload that is said not to be encoded', () => ({ header: { b64: false, crit: ['b64'] } })],
  ['no extension in a list of them', () => ({ header: { crit: [] } })],
  ['two algorithms, the second none', () => ({ headerText: TWO_ALGORITHMS('RS256', 'none'), sign: 'none' })],
  [
    'two algorithms, the second an HMAC',
    () => ({ headerText: TWO_ALGORITHMS('RS256', 'HS256'), sign: 'HS256:pem' }),
  ],
  ['an algorithm in small letters', () => ({ header: { alg: 'rs256' } })],
  ['an algorithm with a space', () => ({ header: { alg: 'RS256 ' } })],
  ['no algorithm', () => ({ header: { alg: undefined } })],
  ['a kid that is a number', () => ({ header: { kid: 1 } })],
  ['a kid that is an object', () => ({ header: { kid: { toString: 'k1' } } })],
  ['a kid of 8,000 letters', () => ({ header: { kid: 'x'.repeat(8_000) } })],
  ['a kid of two lines', () => ({ header: { kid: 'k1\n{"level":"error"}' } })],
  ['a kid of another case', () => ({ header: { kid: 'K1' } })],
  ['a header behind a byte order mark', () => ({ headerText: `\uFEFF${TWO_ALGORITHMS('RS256', 'RS256')}` })],
  ['a header that is a list', () => ({ headerText: '["RS256"]' })],
  [
    'a header with its kid in a prototype',
    () => ({ headerText: '{"alg":"RS256","__proto__":{"kid":"k1"}}' }),
  ],
  ['another token inside', () => ({ header: { cty: 'JWT' }, payloadText: mint({ payload: ADMIN }) })],
  ['an encrypted token, it says', () => ({ header: { alg: 'RSA-OAEP', enc: 'A256GCM' } })],
  ['another kind of token', () => ({ header: { typ: 'logout+jwt' } })],
  ['another Firebase project', () => ({ payload: firebaseClaims('evil-proj') })],
  ['another audience', () => ({ payload: { aud: 'evil-proj' } })],
  ['ours among other audiences', () => ({ payload: { aud: ['demo-proj', 'evil-proj'] } })],
  ['ours alone in a list of audiences', () => ({ payload: { aud: ['demo-proj'] } })],
  ['an audience that only looks like a list', () => ({ payload: { aud: { 0: 'demo-proj', length: 1 } } })],
  ['an audience with ours in front', () => ({ payload: { aud: 'demo-proj-2' } })],
  ['no audience but a client', () => ({ payload: { aud: undefined, client_id: 'demo-proj' } })],
  ['an issuer with a slash', () => ({ payload: { iss: 'https://securetoken.google.com/demo-proj/' } })],
  ['an issuer over http', () => ({ payload: { iss: 'http://securetoken.google.com/demo-proj' } })],
  ['an issuer with a port', () => ({ payload: { iss: 'https://securetoken.google.com:443/demo-proj' } })],
  ['an issuer in a list', () => ({ payload: { iss: ['https://securetoken.google.com/demo-proj'] } })],
  ['two issuers, the second another', () => ({ payloadText: withSecondIssuer() })],
  [
    'a custom token',
    () => ({ payload: { iss: 'a@demo-proj.iam.gserviceaccount.com', aud: CUSTOM_AUDIENCE } }),
  ],
  [
    'App Check',
    () => ({ payload: { iss: 'https://firebaseappcheck.googleapis.com/1', aud: ['projects/demo-proj'] } }),
  ],
  ['an issuer in capitals', () => ({ payload: { iss: 'https://SecureToken.google.com/demo-proj' } })],
  ['a session cookie', () => ({ payload: { iss: 'https://session.firebase.google.com/demo-proj' } })],
  ['a Google account', () => ({ payload: { iss: 'https://accounts.google.com' } })],
  ['an expiry in the past', () => ({ payload: { exp: now() - 1 } })],
  ['an expiry that is a list', () => ({ payload: { exp: [now() + 60] } })],
  ['an expiry that is true', () => ({ payload: { exp: true } })],
  ['an expiry before time', () => ({ payload: { exp: -1 } })],
  ['an expiry in milliseconds', () => ({ payload: { exp: Date.now() + 60_000 } })],
  ['an expiry that is text', () => ({ payload: { exp: String(now() + 60) } })],
  ['no expiry', () => ({ payload: { exp: undefined } })],
  [
    'an endless expiry',
    () => ({
      payloadText: JSON.stringify({ ...firebaseClaims(), ...ADMIN, exp: '@' }).replace('"@"', '1e999'),
    }),
  ],
  ['a birth tomorrow', () => ({ payload: { iat: now() + 86_400 } })],
  ['a sign-in tomorrow', () => ({ payload: { auth_time: now() + 86_400 } })],
  ['a start in an hour', () => ({ payload: { nbf: now() + 3_600 } })],
  ['no subject', () => ({ payload: { sub: undefined } })],
  ['an empty subject', () => ({ payload: { sub: '' } })],
  ['a subject that is a number', () => ({ payload: { sub: 42 } })],
  ['a subject that is an object', () => ({ payload: { sub: { toString: 'uid-admin' } } })],
  ['a tenant without a name', () => ({ payload: { firebase: { tenant: null } } })],
  ['a firebase claim that is text', () => ({ payload: { firebase: 'T2' } })],
  ['5,000 levels', () => ({ payloadText: `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}` })],
  ['a tenant', () => ({ payload: { firebase: { tenant: 'T2' } } })],
  ['a payload that is null', () => ({ payloadText: 'null' })],
  ['a payload that is a list', () => ({ payloadText: '[]' })],
  ['a payload that is not text', () => ({ payloadText: Buffer.from([0x7b, 0xff, 0x7d]) })],
  ['a payload that is not base64url', () => ({ payloadPart: 'e30=' })],
  ['20 KB', () => ({ payload: { blob: 'x'.repeat(20_000) } })],
];

/** An administrator's token with the flaw. */
export function forge(options: () => MintOptions): string {
  const { payload, ...rest } = options();
  return mint({ ...rest, payload: { ...ADMIN, ...payload } });
}
