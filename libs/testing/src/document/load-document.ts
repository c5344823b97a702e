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

export const operations: readonly DocumentedOperation[] = Object.entries(document.paths).flatMap(
  ([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      operationId: operation.operationId ?? '',
      method: method.toUpperCase(),
      path: `/v1${path}`,
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
