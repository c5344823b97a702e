import { describeSource } from '@lambda-nest/toolkit/deployment';
import { decide, describeDeclaration, readGrants, type GrantRules } from '@lambda-nest/access/policy';
import { type Claims, isMachine } from '@lambda-nest/identity/claims';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import type { RequestRecord } from '../gateway/request-record.ts';

/**
 * Why a request was answered 401 or 403, and where that is declared; `undefined` for any other response.
 *
 * For the terminal alone: a caller is never told which role was missing.
 */
export function explainRejection(record: RequestRecord, grants: GrantRules): string | undefined {
  if (record.status !== 401 && record.status !== 403) return undefined;
  const reason = record.rejection?.reason ?? reasonOfFunction(record, grants);
  return [reason, locate(record.route)].filter(Boolean).join(' — ');
}

/** `declared for role ADMINS at apps/api/src/admin/admin.controller.ts:19` */
function locate({ declaration, source }: Partial<GatewayRoute> = {}): string {
  if (!declaration || !source) return '';
  return `declared for ${describeDeclaration(declaration)} at ${describeSource(source)}`;
}

/** The gateway let it through and the function rejected it: asks the function's own rule for the reason. */
function reasonOfFunction({ claims, status, route }: RequestRecord, grants: GrantRules): string {
  const isProgram = claims !== undefined && isMachine(claims as Claims) && !grants.machinesHaveRoles;
  const caller = claims && readGrants(claims as Claims, grants);
  // The gateway took the token and the function did not: no role has been asked about.
  if (status === 401) return 'the function rejected the token that the gateway took, its log says why';
  const { reason } = decide(route?.declaration, caller);
  switch (reason) {
    case 'no-role':
      return isProgram
        ? 'the caller is a program with a token in its own name, and holds no role'
        : `the caller has no role (claim ${grants.rolesClaim})`;
    case 'other-role':
      return `the caller's roles are ${caller?.roles.join(', ')}`;
    case 'scope-missing':
      return `the caller's scopes are ${caller?.scopes.join(', ') || 'none'}`;
    default:
      return `the function answered ${status}, its log says why`;
  }
}
