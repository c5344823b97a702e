/**
 * An object of these members in the order of their names.
 *
 * So does every recorded event have its headers, parameters and claims: Go writes maps into JSON sorted.
 *
 * @see https://pkg.go.dev/encoding/json#Marshal
 */
export function sortMembers<Value>(members: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries([...members].sort(byName));
}

export function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
