import { decide, type Caller } from '../../libs/access/src/decide.ts';
import type { Declaration } from '../../libs/access/src/declaration.ts';

/** Who is let in: those whom the declaration allows, without those whose account does not stand where that is asked. */
export type Access = Readonly<{ declaration: Declaration | undefined; isAccountChecked: boolean }>;

/** Somebody who calls: nobody known, or a verified caller; whose account may have been disabled since. */
export type Somebody = Readonly<{ caller: Caller | undefined; isDisabled: boolean }>;

/** Nobody is let in: what a route that does not exist gives. */
export const CLOSED: Access = { declaration: undefined, isAccountChecked: false };

/**
 * Somebody who is let in after and was not before; `undefined` when there is nobody. Asked the other way round it finds
 * who lost access.
 *
 * Complete: roles and scopes open a route when any of its names is held. So whoever gains with many names gains with the
 * one role and the one scope that opened it, or with none where none is asked, and those few callers are all tried.
 */
export function findGain(before: Access, after: Access): Somebody | undefined {
  return callersOf(before, after).find((somebody) => admits(after, somebody) && !admits(before, somebody));
}

export function admits({ declaration, isAccountChecked }: Access, { caller, isDisabled }: Somebody): boolean {
  return decide(declaration, caller).allowed && !(isAccountChecked && isDisabled);
}

/** From the least to the most: the first who gains is the most telling example. */
function callersOf(before: Access, after: Access): readonly Somebody[] {
  const names = (kind: 'roles' | 'scopes'): readonly string[][] => [
    [],
    ...[before, after].flatMap(({ declaration }) => namesIn(declaration, kind)).map((name) => [name]),
  ];
  const known = names('roles').flatMap((roles) => names('scopes').map((scopes) => ({ roles, scopes })));
  return [undefined, ...known].flatMap((caller) => [
    { caller, isDisabled: false },
    { caller, isDisabled: true },
  ]);
}

function namesIn(declaration: Declaration | undefined, kind: 'roles' | 'scopes'): readonly string[] {
  return declaration?.kind === 'restricted' ? (declaration[kind] ?? []) : [];
}
