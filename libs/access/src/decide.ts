import type { Declaration } from './declaration.ts';

/** What a verified token says that matters to access. `undefined` in its place: an unknown caller. */
export type Caller = Readonly<{ roles: readonly string[]; scopes: readonly string[] }>;

export type Decision = Readonly<{ allowed: boolean; reason: Reason }>;

export type Reason =
  /** Allowed: open to everyone. */
  | 'public'
  /** Allowed: any verified caller will do. */
  | 'signed-in'
  /** Allowed: every restriction of the route holds. */
  | 'granted'
  /** Denied: the route declares no access, so no caller may. */
  | 'undeclared'
  /** Denied (401): we do not know the caller. */
  | 'unknown-caller'
  /** Denied (403): the route wants a role and the caller has none at all. */
  | 'no-role'
  /** Denied (403): the caller's roles are not among the route's. */
  | 'other-role'
  /** Denied (403): none of the route's scopes is in the token. */
  | 'scope-missing';

/**
 * Decides whether a caller may call a route. Pure, total and closed: what is not expressly allowed is denied. The one
 * place this is decided; guards, explanations and badges all ask here. The conformance suite does not, so that it can fail.
 */
export function decide(declaration: Declaration | undefined, caller: Caller | undefined): Decision {
  switch (declaration?.kind) {
    case 'public':
      return allow('public');
    case 'signed-in':
      return caller ? allow('signed-in') : deny('unknown-caller');
    case 'restricted':
      return caller ? decideRestricted(declaration, caller) : deny('unknown-caller');
    default:
      return deny('undeclared');
  }
}

function decideRestricted(
  { roles, scopes }: Extract<Declaration, { kind: 'restricted' }>,
  caller: Caller,
): Decision {
  if (roles === undefined && scopes === undefined) return deny('undeclared');
  if (roles !== undefined && !intersects(roles, caller.roles)) {
    return deny(caller.roles.length === 0 ? 'no-role' : 'other-role');
  }
  if (scopes !== undefined && !intersects(scopes, caller.scopes)) return deny('scope-missing');
  return allow('granted');
}

function intersects(wanted: readonly string[], held: readonly string[]): boolean {
  return wanted.some((name) => held.includes(name));
}

function allow(reason: Reason): Decision {
  return { allowed: true, reason };
}

function deny(reason: Reason): Decision {
  return { allowed: false, reason };
}
