import { createRequire } from 'node:module';
import type {
  Property,
  PropertyType as SpecType,
  Resource,
  ResourceProperties,
  SpecDatabase,
} from '@aws-cdk/service-spec-types';
import type {
  Definition,
  PropertyDefinition,
  PropertyType,
  ResourceSpecification,
  Specification,
} from './specification.ts';

let loaded: Specification | undefined;

/**
 * AWS's own specification of resource types, as published for the CDK. It takes about a second to load, once, and what is
 * not asked for is forgotten.
 *
 * @param types those that will be described
 */
export function loadSpecification(types: readonly string[]): Specification {
  loaded ??= load(types);
  return loaded;
}

function load(types: readonly string[]): Specification {
  // The package is CommonJS whose names Node does not see from outside.
  const { loadAwsServiceSpecSync } = createRequire(import.meta.url)('@aws-cdk/aws-service-spec') as {
    loadAwsServiceSpecSync: () => SpecDatabase;
  };
  const database = loadAwsServiceSpecSync();
  const known = new Set(database.all('resource').map(({ cloudFormationType }) => cloudFormationType));
  const described = new Map<string, ResourceSpecification>();
  for (const type of types) {
    const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
    if (!resource) throw new Error(`The specification has no resource type ${type}.`);
    described.set(type, describe(database, resource));
  }
  return {
    isKnown: (type) => known.has(type),
    describe(type) {
      const found = described.get(type);
      if (!found) throw new Error(`The specification of ${type} was not asked for.`);
      return found;
    },
  };
}

function describe(database: SpecDatabase, resource: Resource): ResourceSpecification {
  const definitions: Record<string, Definition> = {};
  const toType = (type: SpecType): PropertyType => {
    switch (type.type) {
      case 'string':
        return { kind: 'string', ...(type.allowedValues && { allowed: type.allowedValues }) };
      case 'array':
        return { kind: 'list', element: toType(type.element) };
      case 'map':
        return { kind: 'map', element: toType(type.element) };
      case 'union':
        return { kind: 'union', types: type.types.map(toType) };
      case 'ref': {
        const { name, properties } = database.get('typeDefinition', type.reference);
        if (!definitions[name]) {
          // Before its members are read: a type may hold itself.
          definitions[name] = {};
          definitions[name] = toDefinition(properties);
        }
        return { kind: 'members', definition: name };
      }
      default:
        return { kind: type.type };
    }
  };
  const toProperty = ({
    type,
    required = false,
    causesReplacement = 'no',
  }: Property): PropertyDefinition => ({
    type: toType(type),
    isRequired: required,
    replaces: causesReplacement,
  });
  const toDefinition = (properties: ResourceProperties): Definition =>
    Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, toProperty(property)]));
  return {
    type: resource.cloudFormationType,
    properties: toDefinition(resource.properties),
    definitions,
    attributes: Object.keys(resource.attributes),
    ...(resource.tagInformation && {
      tags: {
        property: resource.tagInformation.tagPropertyName,
        isMap: resource.tagInformation.variant === 'map',
      },
    }),
  };
}
