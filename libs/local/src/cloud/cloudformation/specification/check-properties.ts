import type { Definition, PropertyType, ResourceSpecification } from './specification.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * What CloudFormation rejects about the properties of a resource: those it does not know, those that are missing, values of
 * another type, values that are not among those allowed. Each by its path: `#/Environment/Variables`.
 */
export function checkProperties(
  { properties, definitions }: ResourceSpecification,
  given: Members,
): string[] {
  return checkMembers('#', given, properties, definitions);
}

function checkMembers(
  path: string,
  given: Members,
  definition: Definition,
  definitions: ResourceSpecification['definitions'],
): string[] {
  const extraneous = Object.keys(given).filter((name) => !Object.hasOwn(definition, name));
  const missing = Object.entries(definition).filter(
    ([name, { isRequired }]) => isRequired && given[name] === undefined,
  );
  return [
    ...extraneous.map((name) => `${path}: extraneous key [${name}] is not permitted`),
    ...missing.map(([name]) => `${path}: required key [${name}] not found`),
    ...Object.entries(definition).flatMap(([name, { type }]) =>
      given[name] === undefined ? [] : checkValue(`${path}/${name}`, given[name], type, definitions),
    ),
  ];
}

function checkValue(
  path: string,
  value: unknown,
  type: PropertyType,
  definitions: ResourceSpecification['definitions'],
): string[] {
  switch (type.kind) {
    case 'string':
    case 'date-time':
      return checkText(path, value, type.kind === 'string' ? type.allowed : undefined);
    case 'number':
    case 'integer':
      return checkNumber(path, value, type.kind);
    case 'boolean':
      // CloudFormation takes text for truth values.
      return value === true || value === false || value === 'true' || value === 'false'
        ? []
        : [expected(path, 'Boolean', value)];
    case 'list':
      if (!Array.isArray(value)) return [expected(path, 'JSONArray', value)];
      return value.flatMap((one, index) => checkValue(`${path}/${index}`, one, type.element, definitions));
    case 'map':
      if (!isMembers(value)) return [expected(path, 'JSONObject', value)];
      return Object.entries(value).flatMap(([name, one]) =>
        checkValue(`${path}/${name}`, one, type.element, definitions),
      );
    case 'tag':
      if (!isMembers(value)) return [expected(path, 'JSONObject', value)];
      return ['Key', 'Value'].flatMap((name) => checkText(`${path}/${name}`, value[name], undefined));
    case 'members': {
      if (!isMembers(value)) return [expected(path, 'JSONObject', value)];
      return checkMembers(path, value, definitions[type.definition] ?? {}, definitions);
    }
    case 'union': {
      const all = type.types.map((one) => checkValue(path, value, one, definitions));
      return all.some((violations) => violations.length === 0) ? [] : (all[0] ?? []);
    }
    case 'json':
    case 'null':
      return [];
  }
}

function checkText(path: string, value: unknown, allowed: readonly string[] | undefined): string[] {
  // Numbers and truth values are taken for their text.
  if (value === undefined || value === null || typeof value === 'object')
    return [expected(path, 'String', value)];
  if (allowed && !allowed.includes(String(value))) {
    return [
      `${path}: #: failed validation constraint for keyword [enum]; one of ${allowed.join(', ')} is expected, found ${String(value)}`,
    ];
  }
  return [];
}

function checkNumber(path: string, value: unknown, kind: 'number' | 'integer'): string[] {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const isRight =
    typeof number === 'number' && Number.isFinite(number) && (kind === 'number' || Number.isInteger(number));
  return isRight ? [] : [expected(path, kind === 'integer' ? 'Integer' : 'Number', value)];
}

function expected(path: string, type: string, value: unknown): string {
  return `${path}: expected type: ${type}, found: ${typeNameOf(value)}`;
}

function typeNameOf(value: unknown): string {
  if (Array.isArray(value)) return 'JSONArray';
  if (value === undefined || value === null) return 'Null';
  return (
    { string: 'String', number: 'Number', boolean: 'Boolean', object: 'JSONObject' }[
      typeof value as string
    ] ?? typeof value
  );
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
