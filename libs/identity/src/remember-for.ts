type Bounds = Readonly<{
  /** Maximum number of responses that are kept; the oldest goes first. */
  maxEntries: number;
  /** Milliseconds since 1970. */
  clock: () => number;
}>;

/**
 * Asks a question once for all callers that have it within `ttl` milliseconds, counted from when it was asked. A question
 * that failed is asked again.
 */
export function rememberFor<T>(
  ttl: number,
  { maxEntries, clock }: Bounds,
  ask: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const entries = new Map<string, Readonly<{ askedAt: number; response: Promise<T> }>>();

  return (key) => {
    const known = entries.get(key);
    const askedAt = clock();
    if (known && askedAt - known.askedAt < ttl) return known.response;
    const entry = { askedAt, response: ask(key) };
    entry.response.catch(() => entries.get(key) === entry && entries.delete(key));
    // Deleted first: a map keeps the place of a key that is set again.
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > maxEntries) entries.delete(entries.keys().next().value ?? key);
    return entry.response;
  };
}
