import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { RouteEntry } from '@lambda-nest/access';
import { keyOf, schemaOf } from '@lambda-nest/input';

// Keys of Nest's and of `@nestjs/swagger`'s metadata, which neither exports for other packages.
const ROUTE_ARGS = '__routeArguments__';
const PARAMETER_TYPES = 'design:paramtypes';
const OWN_PROPERTIES = 'swagger/apiModelPropertiesArray';
const OWN_FACTORY = '_OPENAPI_METADATA_FACTORY';

type Described = Readonly<{ index: number; schema?: unknown }>;

/**
 * Makes a document of routes while their parameters show `@nestjs/swagger` the schemas that check them. By itself it sees a schema
 * that a decorator names and that is an object: neither one that is a function, as those of arktype are, nor the static `schema` of
 * a class.
 */
export function showSchemas<Document>(routes: readonly RouteEntry[], make: () => Document): Document {
  const undo = routes.flatMap(({ controller, handler }) =>
    controller && handler ? [showSchemasOf(controller, keyOf(controller, handler))] : [],
  );
  try {
    return make();
  } finally {
    for (const restore of undo.toReversed()) restore();
  }
}

function showSchemasOf(controller: Type, name: string): () => void {
  const all = (Reflect.getMetadata(ROUTE_ARGS, controller, name) ?? {}) as Readonly<
    Record<string, Described>
  >;
  const types = (Reflect.getMetadata(PARAMETER_TYPES, controller.prototype as object, name) ??
    []) as readonly unknown[];
  const isOwn = Reflect.hasOwnMetadata(ROUTE_ARGS, controller, name);
  const shown = Object.entries(all).map(([key, described]) => {
    const schema = findSchema(described.schema, types[described.index]);
    return [key, schema === undefined ? described : { ...described, schema }] as const;
  });
  Reflect.defineMetadata(ROUTE_ARGS, Object.fromEntries(shown), controller, name);
  return () => {
    if (isOwn) Reflect.defineMetadata(ROUTE_ARGS, all, controller, name);
    else Reflect.deleteMetadata(ROUTE_ARGS, controller, name);
  };
}

/** The schema by which an argument is checked, as an object. A class with a description of its own is described by that. */
function findSchema(named: unknown, type: unknown): object | undefined {
  const schema = schemaOf(named, isDescribed(type) ? undefined : type);
  return schema && { '~standard': schema['~standard'] };
}

function isDescribed(type: unknown): boolean {
  return (
    typeof type === 'function' &&
    (OWN_FACTORY in type || Reflect.hasMetadata(OWN_PROPERTIES, (type as Type).prototype as object))
  );
}
