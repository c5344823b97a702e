/** An object without the members of these names. */
export function without<T extends object, K extends keyof T>(value: T, ...names: readonly K[]): Omit<T, K> {
  const left = { ...value };
  for (const name of names) delete left[name];
  return left;
}
