/** A JSON schema, as far as a value of it can be made up. */
type Schema = Readonly<{
  $ref?: string;
  example?: unknown;
  examples?: readonly unknown[];
  default?: unknown;
  const?: unknown;
  enum?: readonly unknown[];
  type?: string | readonly string[];
  format?: string;
  contentMediaType?: string;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  readOnly?: boolean;
  allOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  anyOf?: readonly Schema[];
}>;

/** Schemas that others refer to, by name. */
export type Schemas = Readonly<Record<string, unknown>>;

/** Deeper than any body that a person would write; a schema may hold itself. */
const MAX_DEPTH = 8;

const BY_FORMAT: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  email: 'user@example.com',
  'idn-email': 'user@example.com',
  hostname: 'www.example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  time: '12:00:00Z',
  uri: 'https://www.example.com/',
  url: 'https://www.example.com/',
  uuid: '3f2b8c1e-5d4a-4b6f-9e7d-1a2b3c4d5e6f',
};

/** A value that a schema allows: its example where it has one, else the least that its type and bounds ask for. */
export function sampleValue(schema: unknown, schemas: Schemas, depth = 0): unknown {
  const one = resolveSchema((schema ?? {}) as Schema, schemas);
  const given = [one.example, one.examples?.[0], one.const, one.default, one.enum?.[0]];
  const found = given.find((value) => value !== undefined);
  if (found !== undefined) return found;
  const [alternative] = one.oneOf ?? one.anyOf ?? [];
  if (alternative !== undefined) return sampleValue(alternative, schemas, depth);
  const type = Array.isArray(one.type) ? one.type.find((name) => name !== 'null') : one.type;
  switch (type ?? (one.properties ? 'object' : undefined)) {
    case 'object':
      return sampleObject(one, schemas, depth);
    case 'array':
      return Array.from({ length: Math.max(one.minItems ?? 0, depth < MAX_DEPTH ? 1 : 0) }, () =>
        sampleValue(one.items, schemas, depth + 1),
      );
    case 'integer':
    case 'number':
      return one.minimum ?? (one.exclusiveMinimum === undefined ? 1 : one.exclusiveMinimum + 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return BY_FORMAT[one.format ?? ''] ?? 'x'.repeat(Math.max(one.minLength ?? 1, 1));
  }
}

function sampleObject(
  { properties = {}, required = [] }: Schema,
  schemas: Schemas,
  depth: number,
): Record<string, unknown> {
  const wanted = Object.entries(properties).filter(
    ([name, { readOnly }]) => !readOnly && (required.includes(name) || depth < MAX_DEPTH),
  );
  return Object.fromEntries(wanted.map(([name, member]) => [name, sampleValue(member, schemas, depth + 1)]));
}

/** The schema that is referred to, with what all of its parts say. */
export function resolveSchema(schema: Schema, schemas: Schemas): Schema {
  const { $ref, allOf = [], ...own } = schema;
  const parts = [...($ref === undefined ? [] : [schemas[$ref.split('/').at(-1) ?? ''] as Schema]), ...allOf];
  const all = [own, ...parts.map((part) => resolveSchema(part ?? {}, schemas))];
  const whole: Schema = Object.assign({}, ...all.toReversed()) as Schema;
  const properties = Object.assign({}, ...all.map((part) => part.properties)) as Record<string, Schema>;
  const required = all.flatMap((part) => part.required ?? []);
  return {
    ...whole,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}
