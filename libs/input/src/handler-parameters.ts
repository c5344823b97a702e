import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from './nest-metadata.ts';

/** One decorated parameter of a handler. */
export type Parameter = Readonly<{
  index: number;
  /** Nest's `RouteParamtypes`; `NaN` for decorators of the application. */
  kind: number;
  pipes: readonly unknown[];
  schema?: unknown;
}>;

type Described = Readonly<{ index: number; pipes?: readonly unknown[]; schema?: unknown }>;

/** The decorated parameters of a handler of a controller. */
export function parametersOf(controller: Type, handler: object): readonly Parameter[] {
  const described = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, keyOf(controller, handler)) as
    Record<string, Described> | undefined;
  return Object.entries(described ?? {}).map(([name, { index, pipes = [], schema }]) => ({
    index,
    kind: Number(name.split(':', 1)[0]),
    pipes,
    schema,
  }));
}

/** The name that Nest knows a handler by; a decorator may have given the function another. */
export function keyOf({ prototype }: Type, handler: object): string {
  const { name = '' } = handler as { name?: string };
  const methods = prototype as Record<string, unknown>;
  if (methods[name] === handler) return name;
  for (
    let layer: object = methods;
    layer !== Object.prototype;
    layer = Object.getPrototypeOf(layer) as object
  ) {
    const members = Object.entries(Object.getOwnPropertyDescriptors(layer));
    const found = members.find(([, { value }]) => value === handler);
    if (found) return found[0];
  }
  return name;
}
