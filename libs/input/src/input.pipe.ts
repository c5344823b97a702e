import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { convertPrimitive, isPrimitiveType } from './convert-primitive.ts';
import { hasRules, isLeftToPipes } from './has-rules.ts';
import { schemaOf, type StandardSchema } from './standard-schema.ts';

/**
 * Checks every argument that comes from a request against its declared type: strings, numbers and booleans strictly,
 * classes by their class-validator decorators, anything by a Standard Schema (zod, valibot, …) that its decorator names or
 * its class has. What does not fit is a 400 that names the field, never its value.
 *
 * A class with neither is left to the pipes behind this one where `checkInputs` has seen at start that there is one.
 */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data, schema: named }: ArgumentMetadata): unknown {
    if (type === 'custom') return value;
    const schema = schemaOf(named, metatype);
    if (schema) return validateBySchema(value, schema, data);
    if (metatype === undefined || isPlainType(metatype)) return value;
    if (isPrimitiveType(metatype)) return convertPrimitive(value, metatype, data);
    if (hasRules(metatype)) return validateClass(value, metatype as Type<object>, type, data);
    if (isLeftToPipes(metatype)) return value;
    throw new TypeError(
      `Nothing checks a ${metatype.name}. Give its members decorators of class-validator, or name a schema.`,
    );
  }
}

/** Types that say nothing about their members: what `unknown` and interfaces become. */
export function isPlainType(metatype: unknown): boolean {
  return metatype === Object || metatype === Array;
}

async function validateBySchema(value: unknown, schema: StandardSchema, name?: string): Promise<unknown> {
  const { validateSchema } = await import('./validate-schema.ts');
  return validateSchema(value, schema, name);
}

/** class-validator and class-transformer are loaded with the first input of a class. */
async function validateClass(
  value: unknown,
  metatype: Type<object>,
  source: string,
  name?: string,
): Promise<object> {
  const { validateInput } = await import('./validate-input.ts');
  return validateInput(value, metatype, { source, name });
}
