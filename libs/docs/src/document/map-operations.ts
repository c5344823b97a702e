import type { ApiDocument, ApiOperation } from './api-document.ts';

/**
 * The document with its operations changed one by one.
 *
 * @param change is told the route as the gateway names it: `GET /v1/orders/{id}`
 */
export function mapOperations<Document extends ApiDocument>(
  document: Document,
  change: (operation: ApiOperation, route: string) => ApiOperation,
): Document {
  const base = document.servers?.[0]?.url.replace(/^(?:\.\.)+/, '') ?? '';
  const paths = Object.entries(document.paths).map(([path, item]) => {
    // Outside the base an operation has a server of its own.
    const prefix = 'servers' in item ? '' : base;
    const members = Object.entries(item).map(([method, operation]) =>
      method === 'servers'
        ? [method, operation]
        : [method, change(operation, `${method.toUpperCase()} ${prefix}${path}`)],
    );
    return [path, Object.fromEntries(members) as ApiDocument['paths'][string]] as const;
  });
  return { ...document, paths: Object.fromEntries(paths) };
}
