import { ACCESS_NAME } from './declaration.ts';

/**
 * Reads the caller's roles from the claim of that exact name: an array of strings is that many roles, a string is
 * exactly one (never split), anything else is none. Only own properties count, and only names a route could declare.
 *
 * @param claims typed claims of a verified token, not the gateway's flattened strings
 */
export function readRoles(claims: object, claimName: string): readonly string[] {
  if (!Object.hasOwn(claims, claimName)) return [];
  const value = (claims as Record<string, unknown>)[claimName];
  const names = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  // One member of another type means that this is not a list of roles at all.
  if (!names.every((name): name is string => typeof name === 'string')) return [];
  return names.filter((name) => ACCESS_NAME.test(name));
}
