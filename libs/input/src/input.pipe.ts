import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { convertPrimitive, isPrimitiveType } from './convert-primitive.ts';

/**
 * Checks every argument that comes from a request against its declared type: strings, numbers and booleans strictly,
 * classes by their class-validator decorators. What does not fit is a 400 that names the field, never its value.
 */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'custom' || metatype === undefined) return value;
    if (isPrimitiveType(metatype)) return convertPrimitive(value, metatype, data);
    if (isPlainType(metatype)) return value;
    return validateClass(value, metatype as Type<object>, type);
  }
}

/** Types that say nothing about their members. */
function isPlainType(metatype: unknown): boolean {
  return metatype === Object || metatype === Array;
}

/** class-validator and class-transformer are loaded with the first input of a class. */
async function validateClass(value: unknown, metatype: Type<object>, source: string): Promise<object> {
  const { validateInput } = await import('./validate-input.ts');
  return validateInput(value, metatype, source);
}
