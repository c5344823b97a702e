import type { Issuer } from '@lambda-nest/testing';
import { Unread } from './unread.ts';

const HOUR = 3600;
const now = (): number => Math.floor(Date.now() / 1000);

type Make = (issuer: Issuer, said: RegExpExecArray) => string | undefined;

/** Tokens of the gateway's issuer, in words; the first that fits. */
const TOKENS: readonly (readonly [RegExp, Make])[] = [
  [/without (?:a )?(?:header|token)|\bno (?:header|token)|anonymous/, () => undefined],
  [/expired/, (issuer) => issuer.mint({ iat: now() - 2 * HOUR, exp: now() - HOUR })],
  [/not yet valid|\bnbf\b/, (issuer) => issuer.mint({ nbf: now() + HOUR })],
  [/(?:another|wrong|foreign) audience|\baud\b/, (issuer) => issuer.mint({ aud: 'another' })],
  [/(?:another|wrong|foreign) issuer|\biss\b/, (issuer) => issuer.mint({ iss: 'https://evil.example' })],
  [/unsigned|alg[ :]?none/, (issuer) => unsigned(issuer)],
  [/tampered|altered/, (issuer) => tampered(issuer.mint())],
  [/(?:foreign|another|unknown|wrong) (?:key|signature)|forged/, (issuer) => ofForeignKey(issuer)],
  [/garbage|not a (?:JWT|token)|malformed/, () => 'garbage'],
  [/\bscope '([^']*)'/, (issuer, [, scope]) => issuer.mint({ scope })],
  [/\bno scope|\b(?:a|valid|bearer|good) (?:\w+ )?token/, (issuer) => issuer.mint()],
];

/**
 * The token that a request brings, `undefined` for none: `{ payload }`, or words.
 *
 * @throws Unread of words that say something else
 */
export function readGatewayToken(said: unknown, issuer: Issuer): string | undefined {
  if (typeof said === 'object' && said !== null)
    return issuer.mint((said as { payload: Record<string, unknown> }).payload);
  const text = String(said);
  for (const [pattern, make] of TOKENS) {
    const found = pattern.exec(text);
    if (found) return make(issuer, found);
  }
  // A request that says nothing of a token brings none.
  if (!/token/.test(text)) return undefined;
  throw new Unread(`token: ${text}`);
}

function unsigned(issuer: Issuer): string {
  return `${issuer.mint({}, { alg: 'none', kid: undefined }).split('.').slice(0, 2).join('.')}.`;
}

function tampered(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'uid-other' })).toString('base64url');
  return [header, changed, signature].join('.');
}

/** With the id of the key that the issuer publishes, and signed by one that it does not. */
function ofForeignKey(issuer: Issuer): string {
  const [header = ''] = issuer.mint().split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const token = issuer.mint({}, { kid: `k${Number(kid.slice(1)) + 1}` });
  issuer.rotate();
  return token;
}
