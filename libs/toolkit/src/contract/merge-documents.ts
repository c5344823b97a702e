import { isDeepStrictEqual } from 'node:util';
import type { OpenAPIObject } from '@nestjs/swagger';

/** What one function says of its part of an API, as Nest describes it. */
export type DescribedPart = Readonly<{
  document: OpenAPIObject;
  /** Name of the function, where several serve the API. */
  function?: string;
}>;

type Components = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * One document of the parts of an API. Where several functions have a component of one name, it must be the same in all of them.
 *
 * @returns `violations` are a sentence each
 */
export function mergeDocuments(
  parts: readonly DescribedPart[],
): Readonly<{ document: OpenAPIObject; violations: readonly string[] }> {
  const [first, ...others] = parts;
  if (!first) throw new Error('There are no documents to merge.');
  const violations: string[] = [];
  const holders = new Map<string, string>();
  const components: Record<string, Record<string, unknown>> = {};
  for (const { document, function: holder = '' } of parts) {
    for (const [kind, members] of Object.entries((document.components ?? {}) as Components)) {
      const known = (components[kind] ??= {});
      for (const [name, member] of Object.entries(members)) {
        const key = `${kind}/${name}`;
        if (holders.has(key) && !isDeepStrictEqual(known[name], member))
          violations.push(
            `${name} of ${holder} is described otherwise than ${name} of ${holders.get(key)}, and the document has one of that name. Rename one of them.`,
          );
        known[name] = member;
        holders.set(key, holder);
      }
    }
  }
  const paths = { ...first.document.paths };
  for (const { document } of others)
    for (const [path, item] of Object.entries(document.paths)) paths[path] = { ...paths[path], ...item };
  return { document: { ...first.document, paths, components }, violations };
}
