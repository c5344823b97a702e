import type { Caller, Reason, Declaration } from '@lambda-nest/access/policy';

/**
 * Why a caller must be rejected, or nothing. Said here once more, and apart from `decide` on purpose: an expectation that
 * asked the code under test would follow it into its mistakes.
 */
export function findReason(declaration: Declaration, caller: Caller | undefined): Reason | undefined {
  if (declaration.kind === 'public') return undefined;
  if (!caller) return 'unknown-caller';
  if (declaration.kind === 'signed-in') return undefined;
  const { roles, scopes } = declaration;
  if (roles && !hasAny(caller.roles, roles)) return caller.roles.length > 0 ? 'other-role' : 'no-role';
  return scopes && !hasAny(caller.scopes, scopes) ? 'scope-missing' : undefined;
}

function hasAny(held: readonly string[], wanted: readonly string[]): boolean {
  return held.filter((name) => wanted.includes(name)).length > 0;
}
