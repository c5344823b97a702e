import { mediaTypeOf } from './media-type.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Writes a body as the content type of its request says: as a form, or as JSON, which is also the default. */
export function serializeBody(body: unknown, headers: Headers): string {
  if (mediaTypeOf(headers) !== FORM) return JSON.stringify(body);
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body as object)) {
    if (value !== undefined && value !== null) form.append(name, String(value));
  }
  return form.toString();
}
