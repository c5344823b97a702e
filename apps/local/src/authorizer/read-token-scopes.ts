/** Scopes of a token: `scp` when it is there, else `scope`; a list, or text split at spaces. */
export function readTokenScopes(claims: Readonly<Record<string, unknown>>): string[] {
  const value = claims['scp'] ?? claims['scope'];
  if (Array.isArray(value)) return value.filter((scope) => typeof scope === 'string');
  return typeof value === 'string' ? value.split(' ').filter((scope) => scope !== '') : [];
}
