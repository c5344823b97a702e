import { isMembers } from './check-properties.ts';
import type { ResourceSpecification } from './specification.ts';

type Tag = { Key: string; Value: string };

/** Properties of a resource with the tags of its stack among its own, which win. */
export function addStackTags(
  { tags }: ResourceSpecification,
  properties: Readonly<Record<string, unknown>>,
  stackTags: readonly Tag[],
): Record<string, unknown> {
  if (!tags || stackTags.length === 0) return { ...properties };
  const own = properties[tags.property];
  if (tags.isMap) {
    const ofStack = Object.fromEntries(stackTags.map(({ Key, Value }) => [Key, Value]));
    return { ...properties, [tags.property]: { ...ofStack, ...(isMembers(own) ? own : {}) } };
  }
  const list = Array.isArray(own) ? (own as Tag[]) : [];
  const named = new Set(list.map(({ Key }) => Key));
  return { ...properties, [tags.property]: [...list, ...stackTags.filter(({ Key }) => !named.has(Key))] };
}
