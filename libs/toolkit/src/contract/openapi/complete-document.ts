import type { OpenAPIObject } from '@nestjs/swagger';
import { describeDeclaration } from '@lambda-nest/access/policy';
import { byPath, rolesOf, type ContractRoute } from '../contract-route.ts';
import type { ContractSettings } from '../../function/contract-settings.ts';
import { dropUnused } from '@lambda-nest/docs/document';
import { COMPONENT_RESPONSES, COMPONENT_SCHEMAS } from './error-components.ts';
import { errorResponses } from './error-responses.ts';
import type { OpenApiDocument, Operation, SecurityScheme, Tag } from '@lambda-nest/testing/openapi';
import { securityOf, securitySchemes } from './security.ts';

/** Said by a controller of its operations' tag: `@ApiExtension('x-tag-description', '…')`. */
const TAG_DESCRIPTION = 'x-tag-description';

/**
 * Completes the document that Nest makes of the decorators with what the declarations say: who may call each operation,
 * and what the application and the gateway answer to those who may not.
 *
 * Paths are relative to the base where the document is served, so that it is right below every stage and mapping key.
 *
 * @param owner name of the function that serves the document, where several serve the API: operations of others name theirs
 */
export function completeDocument(
  document: OpenAPIObject,
  routes: readonly ContractRoute[],
  settings: ContractSettings,
  owner?: string,
): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes.toSorted(byPath)) {
    const described = findOperation(document, route);
    if (!described) continue;
    const { function: name } = route;
    const { path, servers } = relativeTo(settings.documentBase, route.path);
    paths[path] = {
      ...servers,
      ...paths[path],
      [route.method.toLowerCase()]: {
        ...complete(described, route, routes, settings),
        ...(name !== owner && { 'x-function': name }),
      },
    };
  }
  const { schemas, ...components } = document.components ?? {};
  const { openapi, info } = document;
  const completed = {
    openapi,
    info: { ...info, contact: undefined },
    servers: [{ url: `..${settings.documentBase}` }],
    tags: listTags(document, paths),
    paths,
    components: {
      ...components,
      schemas: sortByName({ ...schemas, ...COMPONENT_SCHEMAS }),
      responses: COMPONENT_RESPONSES,
      securitySchemes: securitySchemes(routes, settings) as Record<string, SecurityScheme>,
    },
  };
  return dropUnused(completed);
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
  settings: ContractSettings,
): Operation {
  const { responses, description, [TAG_DESCRIPTION]: _, ...rest } = operation;
  const described = describeResponses(responses);
  return {
    ...rest,
    operationId: route.operationId,
    description: [description, sentenceOf(route)].filter(Boolean).join('\n\n'),
    security: securityOf(route, routes, settings),
    responses: { ...described, ...errorResponses(route, { ...operation, responses: described }, settings) },
    'x-access': accessOf(route),
  };
}

/** A response must have a description, even when its author thought it needs none. */
function describeResponses(responses: Operation['responses']): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const { description, ...rest } = response as { description?: string };
      return [status, { description: description || 'The response.', ...rest }];
    }),
  );
}

/** The tags that operations have, with the words that their controllers have for them: Nest gives tags no place for any. */
function listTags({ paths }: OpenAPIObject, completed: OpenApiDocument['paths']): readonly Tag[] {
  const names = new Set(operationsOf(completed).flatMap(({ tags = [] }) => tags));
  return [...names].toSorted().map((name) => {
    const described = operationsOf(paths).find(
      (operation) => operation.tags?.includes(name) && operation[TAG_DESCRIPTION],
    );
    return { name, ...(described ? { description: described[TAG_DESCRIPTION] } : {}) };
  });
}

function operationsOf(paths: object): readonly Operation[] {
  return Object.values(paths).flatMap((item: object) => Object.values(item) as Operation[]);
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
