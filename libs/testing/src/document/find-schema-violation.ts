import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readDocument } from './load-document.ts';

const BASE = 'https://api.example.com/openapi.json';

let ajv: Ajv2020 | undefined;
const validators = new Map<object, ValidateFunction>();

/** In what a body breaks a schema of the document; a member that the schema does not name is a violation too. */
export function findSchemaViolation(schema: object, body: unknown): string | undefined {
  const schemas = (ajv ??= openSchemas());
  const validate = validators.get(schema) ?? schemas.compile(closeObjects(schema, BASE) as object);
  validators.set(schema, validate);
  return validate(body) ? undefined : schemas.errorsText(validate.errors, { dataVar: 'body' });
}

function openSchemas(): Ajv2020 {
  // That the document is one of OpenAPI is for `npm run document` to say: compiling the schema of all schemas takes longer than many a spec.
  const schemas = new Ajv2020({ strict: false, allErrors: true, meta: false, validateSchema: false });
  addFormats.default(schemas);
  schemas.addFormat('password', true);
  schemas.addSchema({ $id: BASE, components: closeObjects(readDocument().components) });
  return schemas;
}

/** Schemas with `additionalProperties: false` wherever they name properties, and references into the document. */
function closeObjects(value: unknown, base = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => closeObjects(item, base));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] =>
    name === '$ref' ? [name, `${base}${member as string}`] : [name, closeObjects(member, base)],
  );
  const isClosed = 'properties' in value && !('additionalProperties' in value);
  return { ...Object.fromEntries(members), ...(isClosed ? { additionalProperties: false } : {}) };
}
