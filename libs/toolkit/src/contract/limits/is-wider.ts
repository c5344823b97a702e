import { decide, type Caller, type Declaration } from '@lambda-nest/access/policy';

/** Whether a caller may call the first who may not call the second. Asked of `decide`, for every caller that differs. */
export function isWider(first: Declaration, second: Declaration): boolean {
  const callers = [undefined, ...listCallers([first, second])];
  return callers.some((caller) => decide(first, caller).allowed && !decide(second, caller).allowed);
}

/**
 * Callers with at most one role and one scope of those named. No other caller need be asked: any of the names opens a route,
 * so a caller who holds several is let in just when one of these is.
 */
function listCallers(declarations: readonly Declaration[]): readonly Caller[] {
  const restrictions = declarations.filter((declaration) => declaration.kind === 'restricted');
  const roles = [[], ...restrictions.flatMap(({ roles = [] }) => roles.map((name) => [name]))];
  const scopes = [[], ...restrictions.flatMap(({ scopes = [] }) => scopes.map((name) => [name]))];
  return roles.flatMap((held) => scopes.map((granted) => ({ roles: held, scopes: granted })));
}
