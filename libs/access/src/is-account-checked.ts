import type { Declaration } from './declaration.ts';

/** Whether the account is looked up on a route: when only checked roles open it. */
export function isAccountChecked(declaration: Declaration, checkedRoles: readonly string[]): boolean {
  if (declaration.kind !== 'restricted' || !declaration.roles) return false;
  return declaration.roles.every((role) => checkedRoles.includes(role));
}
