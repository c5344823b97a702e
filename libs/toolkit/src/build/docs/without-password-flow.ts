import { dropUnused } from '../../contract/openapi/drop-unused.ts';
import type { OpenApiDocument, Operation } from '@lambda-nest/testing/openapi';

/**
 * The document of an API that signs nobody in with a password: without the flow, the operation that it calls, and what
 * only that operation used. What is left takes a token that one has.
 */
export function withoutPasswordFlow(document: OpenApiDocument): OpenApiDocument {
  const schemes = document.components.securitySchemes;
  const flows = Object.entries(schemes).filter(([, { flows }]) => flows?.password);
  const names = new Set(flows.map(([name]) => name));
  const tokenPaths = new Set(flows.map(([, { flows }]) => `/${flows?.password?.tokenUrl}`));
  const paths = Object.entries(document.paths)
    .filter(([path]) => !tokenPaths.has(path))
    .map(([path, item]) => [path, mapValues(item, (operation) => withoutSchemes(operation, names))]);
  return dropUnused({
    ...document,
    paths: Object.fromEntries(paths) as OpenApiDocument['paths'],
    components: {
      ...document.components,
      securitySchemes: Object.fromEntries(Object.entries(schemes).filter(([name]) => !names.has(name))),
    },
  });
}

function withoutSchemes(operation: Operation, names: ReadonlySet<string>): Operation {
  const { security } = operation;
  if (!security) return operation;
  const others = security.filter((requirement) => !Object.keys(requirement).some((name) => names.has(name)));
  // An empty list would read as open to everyone.
  if (others.length === 0 && security.length > 0) {
    throw new Error(
      `${operation.operationId} can only be called with the password flow. Add a scheme beside it.`,
    );
  }
  return { ...operation, security: others };
}

function mapValues<Value>(
  members: Record<string, Value>,
  map: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, map(value)]));
}
