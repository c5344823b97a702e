import type { AuthorizerRejection } from './authorizer-rejection.ts';
import { rejectToken } from './authorizer-rejection.ts';

type Claims = Readonly<Record<string, unknown>>;

/**
 * The authorizer's checks of a verified token's claims, in seconds since 1970.
 *
 * Assumed: no allowance for clocks that differ, and a token without a numeric `exp` is rejected.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function findClaimsRejection(
  claims: Claims,
  { issuer, audience }: { issuer: string; audience: readonly string[] },
  now: number,
): AuthorizerRejection | undefined {
  if (claims['iss'] !== issuer) {
    return rejectToken(`the token's issuer is ${quote(claims['iss'])}, the API takes ${quote(issuer)}`);
  }
  if (!hasAudience(claims, audience)) {
    const named = claims['aud'] ?? claims['client_id'];
    return rejectToken(
      `the token is for ${quote(named)}, the API takes ${audience.map(quote).join(', ')}`,
      'the token does not have a valid audience',
    );
  }
  return checkTimes(claims, now);
}

/** `client_id` counts only when there is no `aud`. */
function hasAudience(claims: Claims, audience: readonly string[]): boolean {
  const named = 'aud' in claims ? claims['aud'] : claims['client_id'];
  return [named].flat().some((one) => typeof one === 'string' && audience.includes(one));
}

function checkTimes(claims: Claims, now: number): AuthorizerRejection | undefined {
  const { exp } = claims as { exp?: unknown };
  if (typeof exp !== 'number') return rejectToken('the token has no expiry (exp)');
  if (exp <= now) return rejectToken(`the token expired ${Math.round(now - exp)} s ago`);
  for (const name of ['nbf', 'iat']) {
    const time = claims[name];
    if (time === undefined) continue;
    if (typeof time !== 'number') return rejectToken(`the token's ${name} is not a number`);
    if (time > now) return rejectToken(`the token's ${name} is ${Math.round(time - now)} s in the future`);
  }
  return undefined;
}

/** Text of a token, kept short and on one line. */
function quote(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, 80);
}
