import { decide } from '../../../../libs/access/src/decide.ts';
import { readRoles } from '../../../../libs/access/src/read-roles.ts';
import type { Claims } from '../../../../libs/identity/src/claims.ts';
import { readScopes } from '../../../../libs/identity/src/read-scopes.ts';
import type { DeclaredRoute } from '../declarations/declared-route.ts';
import type { RequestRecord } from '../gateway/request-record.ts';

/**
 * Why a request was answered 401 or 403, and where that is declared; `undefined` for any other answer.
 *
 * For the terminal alone: a caller is never told which role was missing.
 */
export function explainRefusal(
  record: RequestRecord,
  declared: DeclaredRoute | undefined,
  rolesClaim: string,
): string | undefined {
  if (record.status !== 401 && record.status !== 403) return undefined;
  const reason = record.refusal?.reason ?? reasonOfFunction(record, declared, rolesClaim);
  return declared ? `${reason} — ${locate(declared)}` : reason;
}

function locate({ text, file, line }: DeclaredRoute): string {
  return `${text ?? 'no declaration'} at ${file}:${line}`;
}

/** The gateway let it through and the function refused it: asks the function's own rule for the reason. */
function reasonOfFunction(
  { claims, status }: RequestRecord,
  declared: DeclaredRoute | undefined,
  rolesClaim: string,
): string {
  const caller = claims && { roles: readRoles(claims, rolesClaim), scopes: readScopes(claims as Claims) };
  const { allowed, reason } = decide(declared?.declaration, caller);
  const roles = caller?.roles.join(', ');
  if (!declared?.declaration || allowed) return `the function answered ${status}, its log says why`;
  switch (reason) {
    case 'no-role':
      return `the caller has no role (claim ${rolesClaim})`;
    case 'other-role':
      return `the caller's roles are ${roles}`;
    case 'scope-missing':
      return `the caller's scopes are ${caller?.scopes.join(', ') || 'none'}`;
    default:
      return `the function answered ${status}: ${reason}`;
  }
}
