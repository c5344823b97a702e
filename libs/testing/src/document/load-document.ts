import { existsSync, readFileSync } from 'node:fs';
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

/** Where `npm run contract` writes it, relative to the working directory: as this project says, or by default. */
const FILES = ['infra/generated/openapi.json', 'apps/api/generated/openapi.json'];

let document: OpenApiDocument | undefined;
let operations: readonly DocumentedOperation[] | undefined;

/**
 * Reads the committed document, which `npm run check` holds to what the code says; once a process.
 *
 * @throws Error with what to do when there is none
 */
export function readDocument(): OpenApiDocument {
  if (document) return document;
  const file = FILES.find((one) => existsSync(one));
  if (file === undefined)
    throw new Error(`There is no OpenAPI document: neither ${FILES.join(' nor ')}. Run: npm run contract`);
  return (document = JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument);
}

/** The operations of the committed document. */
export function listOperations(): readonly DocumentedOperation[] {
  return (operations ??= operationsOf(readDocument()));
}

function operationsOf({ servers, paths }: OpenApiDocument): readonly DocumentedOperation[] {
  // Where the document is served, which its paths are relative to: `/v1`.
  const base = (servers?.[0]?.url ?? '').replace(/^\.\./, '');
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      // Of a path outside the base, `servers` says that it is relative to the root.
      .filter(([method]) => method !== 'servers')
      .map(([method, operation]) => ({
        ...operation,
        operationId: operation.operationId ?? '',
        method: method.toUpperCase(),
        path: 'servers' in item ? path : `${base}${path}`,
      })),
  );
}

export function findOperation(method: string, path: string): DocumentedOperation | undefined {
  return listOperations().find(
    (operation) => operation.method === method && toPattern(operation.path).test(path),
  );
}

/** The response that an operation documents for a status. */
export function responseOf(
  { responses }: Pick<Operation, 'responses'>,
  status: number | string,
): DocumentedResponse | undefined {
  const response = responses[status] as (DocumentedResponse & { $ref?: string }) | undefined;
  const name = response?.$ref?.replace('#/components/responses/', '');
  return name === undefined ? response : (readDocument().components.responses[name] as DocumentedResponse);
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
