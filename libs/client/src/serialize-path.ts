import { defaultPathSerializer } from 'openapi-fetch';

/**
 * Puts values into the path, percent-encoded.
 *
 * Throws a TypeError for values that would make it another path: URLs drop `.` and `..` however they are encoded, and
 * nothing at all leaves an empty segment.
 *
 * @see https://url.spec.whatwg.org/#double-dot-path-segment
 */
export function serializePath(path: string, values: Record<string, unknown>): string {
  for (const [name, value] of Object.entries(values)) {
    if (['', '.', '..'].includes(String(value))) {
      throw new TypeError(`The path parameter ${name} must not be empty, "." or "..": no URL can hold it.`);
    }
  }
  return defaultPathSerializer(path, values);
}
