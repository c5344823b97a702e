import type { PropertyType, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { findReferenceViolations } from './find-reference-violations.ts';
import { loadSpecification, specificationOf } from './specification.ts';
import type { Resource, Template } from './template.ts';

const FUNCTION = /^(Ref|Condition|Fn::\w+)$/;

/**
 * Compares a template with AWS's resource specification: types and properties exist, what is required is there, values
 * have their type and are among those allowed, references lead somewhere.
 */
export function checkSpecification(template: Template): readonly string[] {
  const database = loadSpecification();
  const resources = Object.entries(template.Resources);
  return [
    ...resources.flatMap(([id, resource]) =>
      checkResource(database, resource).map((violation) => `${id}: ${violation}`),
    ),
    ...findReferenceViolations(template, (type) => specificationOf(database, type)?.attributes),
  ];
}

function checkResource(database: SpecDatabase, { Type, Properties = {} }: Resource): readonly string[] {
  const specification = specificationOf(database, Type);
  if (!specification) return [`there is no resource type ${Type}.`];
  return checkMembers(database, specification.properties, Properties, 'Properties');
}

function checkMembers(
  database: SpecDatabase,
  known: ResourceProperties,
  members: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] {
  const missing = Object.entries(known).filter(([name, { required }]) => required && !(name in members));
  return [
    ...missing.map(([name]) => `${path} lacks ${name}.`),
    ...Object.entries(members).flatMap(([name, value]) => {
      const property = known[name];
      return property
        ? checkValue(database, property.type, value, `${path}.${name}`)
        : [`${path} has no member ${name}.`];
    }),
  ];
}

function checkValue(
  database: SpecDatabase,
  type: PropertyType,
  value: unknown,
  path: string,
): readonly string[] {
  if (isFunction(value)) return [];
  switch (type.type) {
    case 'ref': {
      const definition = database.get('typeDefinition', type.reference.$ref);
      return isObject(value)
        ? checkMembers(database, definition.properties, value, path)
        : [`${path} must be an object.`];
    }
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((part, index) => checkValue(database, type.element, part, `${path}.${index}`))
        : [`${path} must be a list.`];
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([name, part]) =>
            checkValue(database, type.element, part, `${path}.${name}`),
          )
        : [`${path} must be an object.`];
    case 'union': {
      const tried = type.types.map((one) => checkValue(database, one, value, path));
      return tried.some((violations) => violations.length === 0) ? [] : (tried[0] ?? []);
    }
    default:
      return checkPrimitive(type, value, path);
  }
}

function checkPrimitive(type: PropertyType, value: unknown, path: string): readonly string[] {
  const isText = typeof value === 'string';
  // CloudFormation takes text for numbers and truth values.
  if ((type.type === 'number' || type.type === 'integer') && (value === '' || Number.isNaN(Number(value)))) {
    return [`${path} must be a number.`];
  }
  if (type.type === 'boolean' && !['true', 'false'].includes(String(value)))
    return [`${path} must be true or false.`];
  if (type.type !== 'string') return [];
  if (typeof value === 'object') return [`${path} must be text.`];
  const { allowedValues } = type as { allowedValues?: readonly string[] };
  return isText && allowedValues && !allowedValues.includes(value)
    ? [`${path} must be one of ${allowedValues.join(', ')}.`]
    : [];
}

function isFunction(value: unknown): boolean {
  const names = isObject(value) ? Object.keys(value) : [];
  return names.length === 1 && FUNCTION.test(names[0] ?? '');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
