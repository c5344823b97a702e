import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { RouteEntry } from '@lambda-nest/access';

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
    controller && handler ? [showSchemasOf(controller, handler.name)] : [],
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

/** As an object, where there is one that has to be shown. */
function findSchema(named: unknown, type: unknown): object | undefined {
  const standard = standardOf(named) ?? (named === undefined ? standardOfClass(type) : undefined);
  return standard === undefined ? undefined : { '~standard': standard };
}

/** A class with a description of its own is described by that. */
function standardOfClass(type: unknown): unknown {
  if (typeof type !== 'function') return undefined;
  const isDescribed =
    OWN_FACTORY in type || Reflect.hasMetadata(OWN_PROPERTIES, (type as Type).prototype as object);
  return isDescribed ? undefined : standardOf(Reflect.get(type, 'schema'));
}

function standardOf(schema: unknown): unknown {
  if ((typeof schema !== 'object' && typeof schema !== 'function') || schema === null) return undefined;
  return (schema as Readonly<Record<string, unknown>>)['~standard'];
}
