import type { ApiDocument, ApiOperation } from './api-document.ts';
import { dropUnused } from './drop-unused.ts';

/**
 * The document of a deployment that has not all of the routes: without their operations, without the password flow where
 * its route is not there, and without what only those used.
 *
 * @param routes that are there: `GET /v1/orders/{id}`. Those of other functions are there in any case
 */
export function keepRoutes<Document extends ApiDocument>(
  document: Document,
  routes: ReadonlySet<string>,
): Document {
  const base = document.servers?.[0]?.url.replace(/^(?:\.\.)+/, '') ?? '';
  const absent = absentSchemes(document, base, routes);
  const paths = Object.entries(document.paths).flatMap(([path, item]) => {
    const prefix = 'servers' in item ? '' : base;
    const kept = Object.entries(item).filter(
      ([method, operation]) =>
        method === 'servers' ||
        operation['x-function'] !== undefined ||
        routes.has(`${method.toUpperCase()} ${prefix}${path}`),
    );
    if (kept.every(([method]) => method === 'servers')) return [];
    const operations = kept.map(([method, operation]) => [method, withoutSchemes(operation, absent)]);
    return [[path, Object.fromEntries(operations) as ApiDocument['paths'][string]] as const];
  });
  const schemes = Object.entries(document.components.securitySchemes);
  return dropUnused({
    ...document,
    paths: Object.fromEntries(paths),
    components: {
      ...document.components,
      securitySchemes: Object.fromEntries(schemes.filter(([name]) => !absent.has(name))),
    },
  });
}

/** Names of the schemes that get a token by a password, where nothing gives one. */
function absentSchemes(
  { components }: ApiDocument,
  base: string,
  routes: ReadonlySet<string>,
): ReadonlySet<string> {
  const names = Object.entries(components.securitySchemes).flatMap(([name, { flows }]) => {
    const address = flows?.password?.tokenUrl;
    return address === undefined || routes.has(`POST ${base}/${address}`) ? [] : [name];
  });
  return new Set(names);
}

function withoutSchemes(operation: ApiOperation, names: ReadonlySet<string>): ApiOperation {
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
