import { byName, sortMembers } from './sort-members.ts';

/**
 * Claims as the JWT authorizer hands them on: every value a string, in the form of Go's `%v`.
 *
 * `["a","b"]` is `[a b]`, `{"k":"v"}` is `map[k:v]`, numbers and booleans are their text; a claim that is `null` is
 * left out, and the names are in order. The form cannot be inverted, which is why the application reads the token itself.
 * Recorded: strings, integers, booleans, `null`, arrays of strings, maps. Assumed, from Go's rules: everything nested
 * otherwise. Assumed for want of any rule: fractions and integers beyond 2^53, as JavaScript writes them.
 *
 * @see https://pkg.go.dev/fmt#hdr-Printing
 */
export function renderClaims(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return sortMembers(
    Object.entries(claims)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, render(value)] as const),
  );
}

function render(value: unknown): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(render).join(' ')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value as Record<string, unknown>).sort(byName);
    return `map[${members.map(([name, member]) => `${name}:${render(member)}`).join(' ')}]`;
  }
  return String(value);
}
