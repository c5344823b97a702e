import { invalidInput } from './invalid-input.ts';

type PrimitiveType = StringConstructor | NumberConstructor | BooleanConstructor;

export function isPrimitiveType(metatype: unknown): metatype is PrimitiveType {
  return metatype === String || metatype === Number || metatype === Boolean;
}

/**
 * Converts one query or path parameter to its declared type. Absent stays `undefined`.
 *
 * @throws Problem 400 when it was sent twice, is not a decimal number, or is neither `true` nor `false`
 */
export function convertPrimitive(value: unknown, metatype: PrimitiveType, name?: string): unknown {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) throw invalidInput([{ name, detail: 'Send it once.' }]);
  if (metatype === Number) return toNumber(value, name);
  if (metatype === Boolean) return toBoolean(value, name);
  if (typeof value !== 'string') throw invalidInput([{ name, detail: 'It must be a string.' }]);
  return value;
}

function toNumber(value: unknown, name?: string): number {
  const isDecimal =
    typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value));
  if (!isDecimal) throw invalidInput([{ name, detail: 'It must be a number.' }]);
  return Number(value);
}

function toBoolean(value: unknown, name?: string): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw invalidInput([{ name, detail: 'It must be true or false.' }]);
}
