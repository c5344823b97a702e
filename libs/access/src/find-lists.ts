import { readRoles } from './read-roles.ts';
import { findRoleClaimViolation } from './role-claim.ts';

const MAX_DEPTH = 3;

/** Roles must not be looked for where users write, such as `user_metadata`, or where a name means something else. */
const isFit = (way: string): boolean => findRoleClaimViolation(way) === undefined;

/**
 * Ways to the lists of names among claims (`groups`, `realm_access.roles`), in their order: where roles could be, when they are not where
 * they are looked for. What is in the lists is not told.
 */
export function findLists(claims: object, way = '', depth = 1): readonly string[] {
  return Object.entries(claims).flatMap(([name, value]: [string, unknown]) => {
    const path = `${way}${name}`;
    if (Array.isArray(value)) return isFit(path) && readRoles(claims, name).length > 0 ? [path] : [];
    const isObject = typeof value === 'object' && value !== null;
    return isObject && depth < MAX_DEPTH ? findLists(value, `${path}.`, depth + 1) : [];
  });
}
