/** What a converter of `@nestjs/swagger` gives: a schema, and those that it refers to. */
export type Converted = Readonly<{ schema: JsonSchema; components: Record<string, JsonSchema> }>;

/** Gives `undefined` where a schema says nothing of itself, as one of valibot alone. */
export type SchemaConverter = (
  schema: unknown,
  options: Readonly<{ schemaType: 'input' | 'output' }>,
) => Converted | undefined;

type JsonSchema = Readonly<Record<string, unknown>>;
type Convert = (options: Readonly<{ target: string }>) => JsonSchema;

/** The JSON Schema of OpenAPI 3.1; `@nestjs/swagger` asks for that of 3.0, which arktype does not write. */
const TARGET = 'draft-2020-12';
/** `@nestjs/swagger` turns it into the place of components. */
const DEFINITIONS = '#/$defs/';
/** A schema that refers to itself, by its place in a document of its own. */
const ROOT = '#';
/** How zod names what has no name. */
const NAMELESS = /^__schema\d+$/;
const SOME_NAME = 'Schema';

/**
 * Makes a converter for one document, which gives the JSON Schema that a Standard Schema says of itself. Definitions that are not the
 * same get names that are not, however each schema calls them by itself.
 *
 * @see https://standardschema.dev/json-schema
 */
export function createSchemaConverter(): SchemaConverter {
  /** What each name of a component stands for, with all that it refers to. */
  const taken = new Map<string, string>();
  const nameFor = (name: string, meaning: string): string => {
    const base = NAMELESS.test(name) ? SOME_NAME : name;
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? base : `${base}${count}`;
      if ((taken.get(candidate) ?? meaning) !== meaning) continue;
      taken.set(candidate, meaning);
      return candidate;
    }
  };
  return (schema, { schemaType }) => {
    const standard = (schema as Readonly<{ '~standard'?: { jsonSchema?: Record<string, Convert> } }>)[
      '~standard'
    ];
    const convert = standard?.jsonSchema?.[schemaType];
    if (!convert) return undefined;
    const { root, definitions } = separate(convert({ target: TARGET }));
    const names = new Map(
      Object.keys(definitions).map((name) => [name, nameFor(name, meaningOf(name, definitions))]),
    );
    const components = Object.entries(definitions).map(([name, definition]) => [
      names.get(name) ?? name,
      withNames(definition, names),
    ]);
    return {
      schema: withNames(root, names),
      components: Object.fromEntries(components) as Converted['components'],
    };
  };
}

/** A schema that refers to itself becomes a definition too: in the document its own place is another one. */
function separate(schema: JsonSchema): {
  root: JsonSchema;
  definitions: Readonly<Record<string, JsonSchema>>;
} {
  const { $schema: _dialect, $defs = {}, ...root } = schema;
  const definitions = $defs as Readonly<Record<string, JsonSchema>>;
  if (![root, ...Object.values(definitions)].some((part) => referencesOf(part).includes(ROOT)))
    return { root, definitions };
  const names = new Set(Object.keys(definitions));
  const title = typeof root['title'] === 'string' && /^\w+$/.test(root['title']) ? root['title'] : SOME_NAME;
  let own = title;
  for (let count = 2; names.has(own); count += 1) own = `${title}${count}`;
  const $ref = `${DEFINITIONS}${own}`;
  const named = Object.entries({ ...definitions, [own]: root }).map(([name, definition]) => [
    name,
    mapReferences(definition, (reference) => (reference === ROOT ? $ref : reference)),
  ]);
  return { root: { $ref }, definitions: Object.fromEntries(named) as Record<string, JsonSchema> };
}

/** Equal for definitions that say the same, and whose references do. */
function meaningOf(name: string, definitions: Readonly<Record<string, JsonSchema>>): string {
  const reached = new Set([name]);
  for (const one of reached) for (const other of definedIn(definitions[one])) reached.add(other);
  return JSON.stringify([...reached].map((one) => definitions[one]));
}

function definedIn(schema: unknown): readonly string[] {
  return referencesOf(schema)
    .filter((reference) => reference.startsWith(DEFINITIONS))
    .map((reference) => reference.slice(DEFINITIONS.length));
}

function withNames(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  return mapReferences(schema, (reference) => {
    const name = names.get(reference.slice(DEFINITIONS.length));
    return reference.startsWith(DEFINITIONS) && name !== undefined ? `${DEFINITIONS}${name}` : reference;
  });
}

function referencesOf(schema: unknown): readonly string[] {
  const found: string[] = [];
  mapReferences(schema, (reference) => {
    found.push(reference);
    return reference;
  });
  return found;
}

/** A copy with other references. A property that is called `$ref` has a schema, and no text. */
function mapReferences<Value>(value: Value, change: (reference: string) => string): Value {
  if (Array.isArray(value)) return value.map((one: unknown) => mapReferences(one, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]: [string, unknown]) => [
    name,
    name === '$ref' && typeof inner === 'string' ? change(inner) : mapReferences(inner, change),
  ]);
  return Object.fromEntries(entries) as Value;
}
