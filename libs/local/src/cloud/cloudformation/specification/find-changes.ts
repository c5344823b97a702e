import { isDeepStrictEqual } from 'node:util';
import { isMembers } from './check-properties.ts';
import type { Definition, PropertyType, ResourceSpecification } from './specification.ts';

type Members = Readonly<Record<string, unknown>>;

export type PropertyChange = { name: string; replaces: 'yes' | 'no' | 'maybe' };

/** The properties that differ, and whether the difference takes another resource. */
export function findChanges(
  specification: ResourceSpecification,
  before: Members,
  after: Members,
): PropertyChange[] {
  const { properties, definitions } = specification;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    if (isSame(before[name], after[name])) return [];
    const property = properties[name];
    const own = property?.replaces ?? 'no';
    if (!property || own !== 'no') return [{ name, replaces: own }];
    return [{ name, replaces: ofMembers(property.type, before[name], after[name], definitions) }];
  });
}

/** A member of members may take another resource where the property itself does not. */
function ofMembers(
  type: PropertyType,
  before: unknown,
  after: unknown,
  definitions: Readonly<Record<string, Definition>>,
): 'yes' | 'no' | 'maybe' {
  if (type.kind !== 'members') return 'no';
  const [was, is] = [isMembers(before) ? before : {}, isMembers(after) ? after : {}];
  const found = new Set(
    Object.entries(definitions[type.definition] ?? {}).flatMap(([name, member]) => {
      if (isSame(was[name], is[name])) return [];
      return [
        member.replaces === 'no' ? ofMembers(member.type, was[name], is[name], definitions) : member.replaces,
      ];
    }),
  );
  if (found.has('yes')) return 'yes';
  return found.has('maybe') ? 'maybe' : 'no';
}

/** Numbers and truth values are the same as their text, for so do templates write them. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(toComparable(one), toComparable(other));
}

function toComparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toComparable);
  if (isMembers(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toComparable(one)]));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
