/** What a converter of `@nestjs/swagger` gives: a schema, and those that it refers to. */
export type Converted = Readonly<{
  schema: Record<string, unknown>;
  components: Record<string, Record<string, unknown>>;
}>;

type Convert = (options: Readonly<{ target: string }>) => Readonly<Record<string, unknown>>;

/** The JSON Schema of OpenAPI 3.1; `@nestjs/swagger` asks for that of 3.0, which arktype does not write. */
const TARGET = 'draft-2020-12';

/**
 * The JSON Schema that a Standard Schema says of itself; `undefined` where it says none, as a schema of valibot alone.
 *
 * @see https://standardschema.dev/json-schema
 */
export function convertSchema(
  schema: unknown,
  { schemaType }: Readonly<{ schemaType: 'input' | 'output' }>,
): Converted | undefined {
  const standard = (schema as Readonly<{ '~standard'?: { jsonSchema?: Record<string, Convert> } }>)[
    '~standard'
  ];
  const convert = standard?.jsonSchema?.[schemaType];
  if (!convert) return undefined;
  const { $schema: _dialect, $defs: components = {}, ...own } = convert({ target: TARGET });
  return { schema: own, components: components as Converted['components'] };
}
