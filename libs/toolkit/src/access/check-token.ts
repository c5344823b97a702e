import { createPublicKey } from 'node:crypto';
import { fetchJson, createJwtAuthorizer } from '@lambda-nest/gateway/model';
import {
  isError,
  createTokenVerifier,
  type TokenVerifierOptions,
  KeysUnavailable,
} from '@lambda-nest/identity';
import { DEFAULT_SCOPE_CLAIMS, readScopes, type Claims } from '@lambda-nest/identity/claims';
import { readGrants, type GrantRules } from '@lambda-nest/access/policy';
import { discoverKeySet } from '@lambda-nest/identity/discovery';
import { readClaims } from '../conformance/read-tokens.ts';
import { describeCaller, type CheckedCaller } from './checked-caller.ts';
import { describeGrants } from './describe-grants.ts';
import { findGatewayObstacle } from './find-gateway-obstacle.ts';

export type TokenIssuer = TokenVerifierOptions & Readonly<{ grants: GrantRules }>;

/** Verifies a token for real, as the gateway's authorizer does and as the application does; keys are fetched. */
export async function checkToken(token: string, issuers: readonly TokenIssuer[]): Promise<CheckedCaller> {
  const claims = readClaims(token);
  const options = issuers.find(({ issuer }) => issuer === claims?.iss) ?? issuers[0];
  if (!options) throw new TypeError('No issuer is configured. Set FIREBASE_PROJECT_ID or JWT_ISSUER.');
  const caller = claims && readGrants(claims, options.grants);
  const gatewayObstacle = findGatewayObstacle(issuers);
  const [gatewayRejection, applicationRejection] = await Promise.all([
    gatewayObstacle === undefined ? rejectAtGateway(token, options) : undefined,
    rejectInApplication(token, options),
  ]);
  return {
    who: `${whoIs(claims)}${caller ? ` (${describeCaller(caller)})` : ''}`,
    hasToken: true,
    ...(caller && { caller }),
    ...(claims && {
      grants: describeGrants(claims, options.grants),
      gatewayScopes: readScopes(claims, DEFAULT_SCOPE_CLAIMS),
    }),
    ...(gatewayObstacle !== undefined && { gatewayObstacle }),
    ...(gatewayRejection !== undefined && { gatewayRejection }),
    ...(applicationRejection !== undefined && { applicationRejection }),
  };
}

async function rejectAtGateway(
  token: string,
  { issuer, audiences, jwksUri }: TokenIssuer,
): Promise<string | undefined> {
  const keys = {
    find: async (kid: string) => findKey(jwksUri ?? (await discoverKeySet(issuer)).href, kid),
  };
  try {
    const decision = await createJwtAuthorizer({ issuer, audience: audiences }, keys).authorize(
      `Bearer ${token}`,
      [],
    );
    return decision.allowed ? undefined : decision.rejection.reason;
  } catch (error) {
    return `the issuer's keys cannot be fetched (${(error as Error).message})`;
  }
}

async function rejectInApplication(token: string, options: TokenIssuer): Promise<string | undefined> {
  try {
    await createTokenVerifier(options).verify(token);
    return undefined;
  } catch (error) {
    if (!isError(error, KeysUnavailable)) return (error as Error).message;
    throw new TypeError(
      "The issuer's keys cannot be fetched, so it cannot be known whether the token is good. " +
        'Start npm start, or set FIREBASE_PROJECT_ID or JWT_ISSUER to whose token it is.',
      { cause: error },
    );
  }
}

async function findKey(jwksUri: string, kid: string) {
  const { keys } = (await fetchJson(jwksUri, { timeoutMs: 1_500, maxBytes: 150_000 })) as {
    keys: readonly { kid?: string }[];
  };
  const jwk = keys.find((key) => key.kid === kid);
  return jwk && createPublicKey({ key: jwk, format: 'jwk' });
}

function whoIs(claims: Claims | undefined): string {
  const who = claims?.['email'] ?? claims?.sub;
  return typeof who === 'string' ? who : 'the bearer of a token';
}
