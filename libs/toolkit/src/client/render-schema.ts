import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

export const DOCUMENT_FILE = 'infra/generated/openapi.json';
export const SCHEMA_FILE = 'libs/client/src/schema.ts';

const HEADER = `/**
 * Written by \`npm run client\` from infra/generated/openapi.json, and by \`npm run contract\`. Change the API instead.
 */

`;

/** The module of the client that says what the document does: types, and which operations take no token. */
export async function renderSchema(openapiJson: string): Promise<string> {
  const document = JSON.parse(openapiJson) as OpenAPI3;
  const operations = renderPublicOperations(document);
  const types = await openapiTS(document, {
    // What a request may leave out stays optional, whatever it then is.
    defaultNonNullable: false,
    silent: true,
  });
  return `${HEADER}${astToString(types)}\n${operations}`;
}

function renderPublicOperations({ paths = {} }: OpenAPI3): string {
  const names = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) =>
      isPublic(operation) ? [`${method.toUpperCase()} ${path}`] : [],
    ),
  );
  const lines = names.map((name) => `    ${JSON.stringify(name)},\n`).join('');
  return `/** Operations that take no token. */
export const publicOperations: ReadonlySet<string> = new Set<string>([
${lines}]);
`;
}

/** An empty list of security requirements: none, whatever the document has for all operations. */
function isPublic(operation: unknown): boolean {
  const { security } = operation as { security?: unknown };
  return Array.isArray(security) && security.length === 0;
}
