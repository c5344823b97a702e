import { isMembers } from '../specification/check-properties.ts';

export type Reference =
  { kind: 'ref'; name: string } | { kind: 'attribute'; name: string; attribute: string };

/** What a value refers to, however deep: by `Ref`, `Fn::GetAtt` and the variables of `Fn::Sub`. */
export function findReferences(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(findReferences);
  if (!isMembers(value)) return [];
  const entries = Object.entries(value);
  const [[name, given] = ['', undefined]] = entries;
  if (entries.length === 1 && name === 'Ref') return [{ kind: 'ref', name: String(given) }];
  if (entries.length === 1 && name === 'Fn::GetAtt') {
    const [resource = '', attribute] = attributeOf(given);
    const computed = typeof attribute === 'string' ? [] : findReferences(attribute);
    return [{ kind: 'attribute', name: resource, attribute: String(attribute) }, ...computed];
  }
  if (entries.length === 1 && name === 'Fn::Sub') return ofSub(given);
  return entries.flatMap(([, one]) => findReferences(one));
}

/** `['Table', 'Arn']`, or the same as `Table.Arn`. */
export function attributeOf(given: unknown): [string, unknown] {
  if (Array.isArray(given)) return [String(given[0]), given[1]];
  const text = String(given);
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

function ofSub(given: unknown): Reference[] {
  const [text, variables = {}] = (Array.isArray(given) ? given : [given]) as [
    unknown,
    Record<string, unknown>?,
  ];
  const named = subVariables(String(text)).filter((name) => !Object.hasOwn(variables, name));
  return [
    ...named.map((name): Reference => {
      const dot = name.indexOf('.');
      return dot === -1
        ? { kind: 'ref', name }
        : { kind: 'attribute', name: name.slice(0, dot), attribute: name.slice(dot + 1) };
    }),
    ...findReferences(variables),
  ];
}

/** Names between `${` and `}`; `${!Literal}` is none. */
export function subVariables(text: string): string[] {
  return [...text.matchAll(/\$\{([^!{}][^{}]*)\}/g)].map(([, name = '']) => name.trim());
}
