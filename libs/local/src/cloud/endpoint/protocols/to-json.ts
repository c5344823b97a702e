import { lowerFirst } from '../shape.ts';

/**
 * JSON of an output: a Map is a map whose names stay, a Date the seconds since 1970, bytes are base64.
 *
 * @param isCamelCase writes the names of members in camelCase, those of a Map as they are
 */
export function toJson(output: unknown, isCamelCase = false): string {
  return JSON.stringify(convert(output, isCamelCase));
}

function convert(value: unknown, isCamelCase: boolean): unknown {
  if (value instanceof Date) return isCamelCase ? value.toISOString() : value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([name, one]) => [name, convert(one, isCamelCase)]));
  }
  if (Array.isArray(value)) return value.map((one) => convert(one, isCamelCase));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      isCamelCase ? lowerFirst(name) : name,
      convert(one, isCamelCase),
    ]),
  );
}
