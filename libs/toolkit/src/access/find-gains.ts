import { decide, type Caller, type Declaration } from '@lambda-nest/access/policy';

/** Who is let in: those whom the declaration allows, without those whose account does not stand where that is asked. */
export type Access = Readonly<{ declaration: Declaration | undefined; isAccountChecked: boolean }>;

/** A caller: an unknown one, or a verified one; whose account may have been disabled since. */
export type Principal = Readonly<{ caller: Caller | undefined; isDisabled: boolean }>;

/** No caller is let in: what a route that does not exist gives. */
export const CLOSED: Access = { declaration: undefined, isAccountChecked: false };

/**
 * Those who are let in after and were not before, each example telling of all who hold at least as much; empty when
 * no caller gained. Asked the other way round it finds who lost access.
 *
 * Complete: roles and scopes open a route when any of its names is held. So a caller who gains with many names gains with the
 * one role and the one scope that opened it, or with none where none is asked, and those few callers are all tried.
 */
export function findGains(before: Access, after: Access): readonly Principal[] {
  const gaining = callersOf(before, after).filter((one) => admits(after, one) && !admits(before, one));
  return gaining.filter((one) => !gaining.some((other) => other !== one && isLess(other, one)));
}

/** Whether a caller has nothing that another one has not. */
function isLess(one: Principal, other: Principal): boolean {
  if (one.isDisabled && !other.isDisabled) return false;
  if (!one.caller || !other.caller) return !one.caller;
  const { roles, scopes } = other.caller;
  return (
    one.caller.roles.every((name) => roles.includes(name)) &&
    one.caller.scopes.every((name) => scopes.includes(name))
  );
}

export function admits(
  { declaration, isAccountChecked }: Access,
  { caller, isDisabled }: Principal,
): boolean {
  return decide(declaration, caller).allowed && !(isAccountChecked && isDisabled);
}

/** Callers that make a difference: an unknown one, and callers with one name or none of each kind. */
function callersOf(before: Access, after: Access): readonly Principal[] {
  const names = (kind: 'roles' | 'scopes'): readonly string[][] => {
    const declared = [before, after].flatMap(({ declaration }) => namesIn(declaration, kind));
    return [[], ...[...new Set(declared)].map((name) => [name])];
  };
  const known = names('roles').flatMap((roles) => names('scopes').map((scopes) => ({ roles, scopes })));
  return [undefined, ...known].flatMap((caller) => [
    { caller, isDisabled: false },
    { caller, isDisabled: true },
  ]);
}

function namesIn(declaration: Declaration | undefined, kind: 'roles' | 'scopes'): readonly string[] {
  return declaration?.kind === 'restricted' ? (declaration[kind] ?? []) : [];
}
