/** One thing that a schema found wrong. `path` leads to it from the value that was validated. */
export type Issue = Readonly<{
  message: string;
  /** Members that the schema does not know: zod's `unrecognized_keys` lists them beside the standard members. */
  keys?: readonly string[];
  path?: readonly (PropertyKey | Readonly<{ key: PropertyKey }>)[] | undefined;
}>;

export type SchemaResult =
  Readonly<{ value: unknown; issues?: undefined }> | Readonly<{ issues: readonly Issue[] }>;

/**
 * A schema of any library that speaks Standard Schema, such as zod, valibot and arktype.
 *
 * @see https://standardschema.dev
 */
export type StandardSchema = Readonly<{
  '~standard': Readonly<{ validate: (value: unknown) => SchemaResult | Promise<SchemaResult> }>;
}>;

/**
 * The schema of a parameter: the one its decorator names (`@Body({ schema })`), else one that its class is, or has as a
 * static `schema`, as classes of nestjs-zod have. `undefined` when there is none.
 */
export function schemaOf(named: unknown, metatype: unknown): StandardSchema | undefined {
  const ofClass = typeof metatype === 'function' ? [metatype, Reflect.get(metatype, 'schema')] : [];
  return [named, ...ofClass].find(isSchema);
}

function isSchema(value: unknown): value is StandardSchema {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const standard = (value as Partial<StandardSchema>)['~standard'];
  return typeof standard?.validate === 'function';
}
