import { readFileSync } from 'node:fs';
import type { OpenApiDocument, Operation } from './openapi-document.ts';

/** What a response of the document may be, its reference resolved. */
export type DocumentedResponse = Readonly<{
  headers?: Record<string, { required?: boolean }>;
  content?: Record<string, MediaType>;
}>;

export type MediaType = Readonly<{
  schema?: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
  /** Answered by API Gateway before the application is asked. */
  'x-gateway'?: boolean;
}>;

export type DocumentedOperation = Operation &
  Readonly<{ operationId: string; method: string; /** From the root, parameters in braces. */ path: string }>;

/** The committed document, which `npm run check` holds to what the code says. */
export const document = JSON.parse(readFileSync('infra/generated/openapi.json', 'utf8')) as OpenApiDocument;

/** Where the document is served, which its paths are relative to: `/v1`. */
const BASE = (document.servers?.[0]?.url ?? '').replace(/^\.\./, '');

export const operations: readonly DocumentedOperation[] = Object.entries(document.paths).flatMap(
  ([path, item]) =>
    Object.entries(item)
      // Of a path outside the base, `servers` says that it is relative to the root.
      .filter(([method]) => method !== 'servers')
      .map(([method, operation]) => ({
        ...operation,
        operationId: operation.operationId ?? '',
        method: method.toUpperCase(),
        path: 'servers' in item ? path : `${BASE}${path}`,
      })),
);

export function findOperation(method: string, path: string): DocumentedOperation | undefined {
  return operations.find((operation) => operation.method === method && toPattern(operation.path).test(path));
}

/** The response that an operation documents for a status. */
export function responseOf(
  { responses }: Pick<Operation, 'responses'>,
  status: number | string,
): DocumentedResponse | undefined {
  const response = responses[status] as (DocumentedResponse & { $ref?: string }) | undefined;
  const name = response?.$ref?.replace('#/components/responses/', '');
  return name === undefined ? response : (document.components.responses[name] as DocumentedResponse);
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
