import type { OpenAPIObject } from '@nestjs/swagger';
import { describeDeclaration } from '#access';
import { byPath, rolesOf, type ContractRoute } from '../contract-route.ts';
import type { Settings } from '../settings.ts';
import { COMPONENT_RESPONSES, COMPONENT_SCHEMAS, errorResponses } from './error-responses.ts';
import { securityOf, securitySchemes } from './security.ts';

type Operation = Record<string, unknown> & { responses: Record<string, unknown>; description?: string };
export type OpenApiDocument = Record<string, unknown> & {
  paths: Record<string, Record<string, unknown>>;
};

/**
 * Completes the document that Nest makes of the decorators with what the declarations say: who may call each operation,
 * and what the application and the gateway answer to those who may not.
 *
 * Paths are relative to the base where the document is served, so that it is right below every stage and mapping key.
 */
export function completeDocument(
  document: OpenAPIObject,
  routes: readonly ContractRoute[],
  settings: Settings,
): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes.toSorted(byPath)) {
    const described = findOperation(document, route);
    if (!described) continue;
    const { path, servers } = relativeTo(settings.documentBase, route.path);
    paths[path] = {
      ...servers,
      ...paths[path],
      [route.method.toLowerCase()]: complete(described, route, routes, settings),
    };
  }
  const { schemas, ...components } = document.components ?? {};
  const { openapi, info } = document;
  return {
    openapi,
    info: { ...info, contact: undefined },
    servers: [{ url: `..${settings.documentBase}` }],
    tags: listTags(paths),
    paths,
    components: {
      ...components,
      schemas: sortByName({ ...schemas, ...COMPONENT_SCHEMAS }),
      responses: COMPONENT_RESPONSES,
      securitySchemes: securitySchemes(routes, settings),
    },
  };
}

/** The operation as Nest describes it; none for endpoints that are excluded from the document. */
export function findOperation(
  { paths }: OpenAPIObject,
  { method, path }: Pick<ContractRoute, 'method' | 'path'>,
): Operation | undefined {
  return (paths[path] as Record<string, Operation> | undefined)?.[method.toLowerCase()];
}

function complete(
  operation: Operation,
  route: ContractRoute,
  routes: readonly ContractRoute[],
  settings: Settings,
): Operation {
  const { responses, description, ...rest } = operation;
  return {
    ...rest,
    operationId: route.operationId,
    description: [description, sentenceOf(route)].filter(Boolean).join('\n\n'),
    security: securityOf(route, routes, settings),
    responses: { ...describeSuccess(responses), ...errorResponses(route, operation, settings) },
    'x-access': accessOf(route),
  };
}

/** A response must have a description, even when its author thought it needs none. */
function describeSuccess(responses: Operation['responses']): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const { description, ...rest } = response as { description?: string };
      return [status, { description: description || 'The answer.', ...rest }];
    }),
  );
}

function listTags(paths: OpenApiDocument['paths']): readonly { name: string }[] {
  const operations = Object.values(paths).flatMap((item) => Object.values(item) as { tags?: string[] }[]);
  const names = new Set(operations.flatMap(({ tags = [] }) => tags));
  return [...names].toSorted().map((name) => ({ name }));
}

function sortByName<Value>(members: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function sentenceOf({ declaration }: ContractRoute): string {
  if (declaration.kind === 'public') return 'Access: public.';
  if (declaration.kind === 'signed-in') return 'Access: any signed-in caller.';
  return `Access: ${describeDeclaration(declaration)}.`;
}

function accessOf(route: ContractRoute): Record<string, unknown> {
  const roles = rolesOf(route);
  const { scopes } = route.gateway;
  return {
    kind: route.declaration.kind,
    ...(roles.length > 0 ? { roles } : {}),
    ...(scopes.length > 0 ? { scopes } : {}),
  };
}

/** Routes outside the base keep their place by a server of their own. */
function relativeTo(base: string, path: string): { path: string; servers: object } {
  if (path.startsWith(`${base}/`)) return { path: path.slice(base.length), servers: {} };
  const up = base
    .split('/')
    .slice(1)
    .map(() => '..')
    .join('/');
  return { path, servers: { servers: [{ url: up }] } };
}
