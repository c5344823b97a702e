import type { Properties } from './provider.ts';

type Tag = { Key: string; Value: string };

/** Tags of a property, list or map, as a map. */
export function tagsOf(value: unknown): Record<string, string> {
  if (Array.isArray(value))
    return Object.fromEntries((value as Tag[]).map(({ Key, Value }) => [Key, String(Value)]));
  return Object.fromEntries(
    Object.entries((value ?? {}) as object).map(([name, one]) => [name, String(one)]),
  );
}

export function tagList(value: unknown): Tag[] {
  return Object.entries(tagsOf(value)).map(([Key, Value]) => ({ Key, Value }));
}

/** Names of tags that are no longer there. */
export function removedTags(before: Properties, after: Properties): string[] {
  const now = tagsOf(after['Tags']);
  return Object.keys(tagsOf(before['Tags'])).filter((name) => !Object.hasOwn(now, name));
}
