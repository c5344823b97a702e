/**
 * Claims as the JWT authorizer of an HTTP API hands them over: every value a string, arrays as `[a b]`, objects as
 * `map[key:value]` with sorted keys, `null` left out.
 */
export function wireClaims(claims: Record<string, unknown>): Record<string, string> {
  const known = Object.entries(claims).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, render(value)]));
}

function render(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(render).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${members.map(([name, member]) => `${name}:${render(member)}`).join(' ')}]`;
}
