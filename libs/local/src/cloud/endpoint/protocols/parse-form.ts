import type { Input } from '../call.ts';

type Tree = { [name: string]: string | Tree };

/**
 * Parameters of the query protocol as a tree: `Tags.member.1.Key=a` is `{ Tags: [{ Key: 'a' }] }`, `entry.1.key` and
 * `.value` are members of a map, and a list without members, `Tags=`, is an empty list where a list is meant.
 */
export function parseForm(parameters: readonly (readonly [string, string])[]): Input {
  const root: Tree = Object.create(null) as Tree;
  for (const [name, value] of parameters) {
    const parts = name.split('.');
    let node = root;
    for (const part of parts.slice(0, -1)) {
      const next = node[part];
      node = typeof next === 'object' ? next : (node[part] = Object.create(null) as Tree);
    }
    node[parts.at(-1) ?? ''] = value;
  }
  return toValue(root) as Input;
}

function toValue(node: string | Tree): unknown {
  if (typeof node === 'string') return node;
  const names = Object.keys(node);
  const [only] = names;
  if (names.length === 1 && only === 'member' && typeof node[only] === 'object') return toList(node[only]);
  if (names.length === 1 && only === 'entry' && typeof node[only] === 'object') return toMap(node[only]);
  return Object.fromEntries(names.map((name) => [name, toValue(node[name] ?? '')]));
}

function toList(node: Tree): unknown[] {
  return Object.keys(node)
    .sort((one, other) => Number(one) - Number(other))
    .map((index) => toValue(node[index] ?? ''));
}

function toMap(node: Tree): Record<string, unknown> {
  const entries = toList(node) as { key: string; value: unknown }[];
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}
