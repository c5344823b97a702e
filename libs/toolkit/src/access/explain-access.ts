import type { GatewayRoute } from '@lambda-nest/gateway/model';
import { decide, type Reason, describeDeclaration, type Declaration } from '@lambda-nest/access/policy';
import { expectAtHandler } from '../conformance/expected-response.ts';
import type { AccessEntry } from '../contract/render/access-json.ts';
import type { CheckedCaller } from './checked-caller.ts';

/** What one layer decides, and why. */
export type Verdict = Readonly<{ status: 'passes' | 401 | 403; reason: string }>;

/** What the gateway decides by its own configuration, which is not the code: that is why it is asked by itself. */
export function explainGateway({ authorizer, scopes }: GatewayRoute, checked: CheckedCaller): Verdict {
  if (!authorizer) return pass('the route has no authorizer');
  const { gatewayRejection, caller, gatewayObstacle } = checked;
  if (gatewayObstacle !== undefined)
    return pass(`it has no authorizer (gatewayAuthorizer=off), for ${gatewayObstacle}`);
  if (!checked.hasToken) return { status: 401, reason: 'the JWT authorizer wants a token and there is none' };
  if (gatewayRejection !== undefined || !caller) {
    return {
      status: 401,
      reason: `the JWT authorizer rejects the token: ${gatewayRejection ?? 'it is not valid'}`,
    };
  }
  if (scopes.length === 0) return pass('the JWT authorizer accepts the token, and asks for no scope');
  const held = { ...caller, scopes: checked.gatewayScopes ?? caller.scopes };
  const has = `the token has ${held.scopes.length > 0 ? `the scopes ${held.scopes.join(', ')}` : 'no scope'}`;
  const wanted = `the route asks for ${scopes.join(' or ')}`;
  const { allowed } = decide({ kind: 'restricted', scopes }, held);
  return allowed ? pass(`${has}, ${wanted}`) : { status: 403, reason: `${has}, ${wanted}` };
}

/** What the application decides by the declaration in the code, whatever the gateway found. */
export function explainApplication(
  { access, isAccountChecked }: AccessEntry,
  checked: CheckedCaller,
): Verdict {
  const caller = checked.applicationRejection === undefined ? checked.caller : undefined;
  const { allowed, reason } = decide(access, caller);
  if (allowed) {
    const account = isAccountChecked ? ', provided that the account still stands: it is looked up' : '';
    return pass(`${REASONS[reason](access, checked)}${account}`);
  }
  const authorization = checked.hasToken ? 'Bearer' : undefined;
  const expected = expectAtHandler(access, {
    name: checked.who,
    ...(authorization !== undefined && { authorization }),
    ...(caller && { caller }),
  });
  if (expected === 'reached') throw new Error('A denied caller does not reach the handler.');
  const { status, body } = expected;
  return { status, reason: `${REASONS[reason](access, checked)} (code ${String(body['code'])})` };
}

const pass = (reason: string): Verdict => ({ status: 'passes', reason });

const REASONS: Readonly<Record<Reason, (declaration: Declaration, checked: CheckedCaller) => string>> = {
  public: () => 'the route is public',
  'signed-in': () => 'the route is open to every valid token',
  granted: (declaration, { caller }) =>
    `the route is for ${describeDeclaration(declaration)}, the caller has ${heldBy(declaration, caller)}`,
  undeclared: () => 'the route declares no access',
  'unknown-caller': (_, { hasToken, applicationRejection }) =>
    hasToken
      ? (applicationRejection ?? 'The token is not valid.')
      : 'the route wants a token and there is none',
  'no-role': (declaration) => `the route is for ${describeDeclaration(declaration)}, the caller has no role`,
  'other-role': (declaration, { caller }) =>
    `the route is for ${describeDeclaration(declaration)}, the caller's roles are ${caller?.roles.join(', ')}`,
  'scope-missing': (declaration, { caller }) =>
    `the route is for ${describeDeclaration(declaration)}, the token's scopes are ${caller?.scopes.join(', ') || 'none'}`,
};

/** The caller's names of the kinds that the route asks for. */
function heldBy(declaration: Declaration, caller: CheckedCaller['caller']): string {
  const { roles, scopes } = declaration.kind === 'restricted' ? declaration : {};
  const names = [...(roles ? (caller?.roles ?? []) : []), ...(scopes ? (caller?.scopes ?? []) : [])];
  return names.join(', ');
}
