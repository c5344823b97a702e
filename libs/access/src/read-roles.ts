import { ACCESS_NAME } from './declaration.ts';

/**
 * Reads the caller's roles: an array of strings is that many roles, a string is exactly one (never split), anything else
 * is none. Only names that a route could declare count.
 *
 * @param claims typed claims of a verified token, not the gateway's flattened strings
 * @param claimName name of the claim, or the way to one inside others: `realm_access.roles`
 * @param roleNames names of the provider, and the roles they stand for: `{ '/ADMINS': 'ADMINS' }`
 */
export function readRoles(
  claims: object,
  claimName: string,
  roleNames?: ReadonlyMap<string, string>,
): readonly string[] {
  const value = findClaim(claims, claimName);
  const names = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  // One member of another type means that this is not a list of roles at all.
  if (!names.every((name): name is string => typeof name === 'string')) return [];
  return names.map((name) => roleNames?.get(name) ?? name).filter((name) => ACCESS_NAME.test(name));
}

/**
 * The value at a name or a way; `undefined` when there is none. Names are taken literally first, so that one with dots in
 * it (`https://example.com/roles`, a client named `my.app`) needs no other spelling: at each step the longest name that is
 * there counts. Only own properties of objects do.
 */
export function findClaim(claims: object, way: string): unknown {
  if (Object.hasOwn(claims, way)) return (claims as Record<string, unknown>)[way];
  for (let dot = way.lastIndexOf('.'); dot > 0; dot = way.lastIndexOf('.', dot - 1)) {
    const name = way.slice(0, dot);
    if (!Object.hasOwn(claims, name)) continue;
    const inner = (claims as Record<string, unknown>)[name];
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return isObject ? findClaim(inner, way.slice(dot + 1)) : undefined;
  }
  return undefined;
}
