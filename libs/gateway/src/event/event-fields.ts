/** A JSON object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is a JSON object, else an empty one. */
export function toFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The value if it is text, else `undefined`. */
export function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
