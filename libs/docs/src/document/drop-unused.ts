import type { ApiDocument } from './api-document.ts';

/** The document without the schemas and responses that nothing refers to, and without tags of no operation. */
export function dropUnused<Document extends ApiDocument>(document: Document): Document {
  const { schemas, responses, ...components } = document.components;
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    for (const ref of findRefs(value)) {
      if (used.has(ref)) continue;
      used.add(ref);
      visit(
        ref.startsWith(SCHEMAS) ? schemas[ref.slice(SCHEMAS.length)] : responses[ref.slice(RESPONSES.length)],
      );
    }
  };
  visit(document.paths);
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const tags = new Set(operations.flatMap(({ tags = [] }) => tags));
  return {
    ...document,
    tags: document.tags.filter(({ name }) => tags.has(name)),
    components: {
      ...components,
      schemas: pick(schemas, (name) => used.has(SCHEMAS + name)),
      responses: pick(responses, (name) => used.has(RESPONSES + name)),
    },
  };
}

const SCHEMAS = '#/components/schemas/';
const RESPONSES = '#/components/responses/';

function findRefs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [member] : findRefs(member),
  );
}

function pick(
  members: Record<string, unknown>,
  isWanted: (name: string) => boolean,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => isWanted(name)));
}
