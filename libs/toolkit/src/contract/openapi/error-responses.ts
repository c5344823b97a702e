import { rolesOf, type ContractRoute } from '../contract-route.ts';
import type { ContractSettings } from '../../function/contract-settings.ts';
import type { Operation } from '@lambda-nest/testing/openapi';
import {
  ERROR_RESPONSES,
  MALFORMED_HEADER,
  PROBLEM,
  renderGateway,
  renderProblems,
  type ErrorResponse,
} from './error-components.ts';

/**
 * What may go wrong with an operation, by status. Statuses that its author described keep their words: those without content get
 * that of a problem, and 400 gets what a malformed request is rejected with everywhere.
 */
export function errorResponses(
  route: ContractRoute,
  operation: Operation,
  { tokenPath }: ContractSettings,
): Record<string, unknown> {
  const names: Record<string, keyof typeof ERROR_RESPONSES | undefined> = {
    400: malformed(route, operation),
    401: route.gateway.authorizer ? 'Unauthorized' : undefined,
    403: forbidden(route),
    404: route.path.includes('{') ? 'NotFound' : undefined,
    413: mayHaveBody(route) ? 'ContentTooLarge' : undefined,
    415: mayHaveBody(route) ? 'UnsupportedMediaType' : undefined,
    429: route.path === tokenPath ? 'TooManySignIns' : 'TooManyRequests',
    500: 'InternalServerError',
    503: unavailable(route, tokenPath),
  };
  const { 400: described, 413: tooLarge } = operation.responses as Record<string, Described | undefined>;
  return Object.fromEntries([
    ...Object.entries(operation.responses)
      .filter(([status, response]) => /^[45]/.test(status) && saysNothingOfBody(response))
      .map(([status, response]) => [status, addProblem(response as object, names[status])] as const),
    ...(described ? [[400, addMalformed(described)] as const] : []),
    ...(tooLarge?.content?.[JSON_TYPE]
      ? [[413, addGateway(tooLarge, ERROR_RESPONSES.ContentTooLarge.gateway)] as const]
      : []),
    ...Object.entries(names)
      .filter(([status, name]) => name !== undefined && !(status in operation.responses))
      .map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }] as const),
  ]);
}

type Described = Readonly<{ content?: Readonly<Record<string, Readonly<{ schema?: object }>>> }>;

const JSON_TYPE = 'application/json';

/** The gateway rejects larger bodies than the application, in its own words and the same media type. */
function addGateway({ content = {}, ...response }: Described, message: string): object {
  const { [JSON_TYPE]: own, ...others } = content;
  const { schema } = renderGateway(message);
  return {
    ...response,
    content: { ...others, [JSON_TYPE]: { ...own, schema: { anyOf: [own?.schema ?? {}, schema] } } },
  };
}

/** Of these methods a body is read and checked, whether or not anything is done with it. */
function mayHaveBody({ method }: ContractRoute): boolean {
  return ['POST', 'PUT', 'PATCH'].includes(method);
}

function malformed(
  route: ContractRoute,
  { requestBody, parameters = [] }: Operation,
): keyof typeof ERROR_RESPONSES {
  const { content = {} } = (requestBody ?? {}) as { content?: object };
  const hasInput = requestBody !== undefined || parameters.length > 0;
  const isJson = mayHaveBody(route) && (requestBody === undefined || 'application/json' in content);
  if (isJson) return hasInput ? 'BadRequest' : 'MalformedBody';
  return hasInput ? 'InvalidInput' : 'Malformed';
}

/** Most authors of an error say when it comes, and leave to us what it looks like. */
function saysNothingOfBody(response: unknown): boolean {
  return typeof response === 'object' && response !== null && !('content' in response || '$ref' in response);
}

/** An error in the shape that all errors have, and as the gateway sends it where it may. */
function addProblem(response: object, name: keyof typeof ERROR_RESPONSES | undefined): object {
  const { gateway }: ErrorResponse = name === undefined ? { description: '' } : ERROR_RESPONSES[name];
  return {
    ...response,
    content: {
      [PROBLEM]: renderProblems([]),
      ...(gateway === undefined ? {} : { 'application/json': renderGateway(gateway) }),
    },
  };
}

function addMalformed({ content, ...response }: Described): object {
  const problems = content?.[PROBLEM] ?? renderProblems([MALFORMED_HEADER]);
  return { ...response, content: { ...content, [PROBLEM]: problems } };
}

function unavailable(route: ContractRoute, tokenPath: string): keyof typeof ERROR_RESPONSES {
  if (route.path === tokenPath) return 'SignInUnavailable';
  return route.gateway.authorizer ? 'IdentityUnavailable' : 'ServiceUnavailable';
}

function forbidden(route: ContractRoute): keyof typeof ERROR_RESPONSES | undefined {
  const hasRoles = rolesOf(route).length > 0;
  const hasScopes = route.gateway.scopes.length > 0;
  if (hasRoles && hasScopes) return 'ForbiddenRoleOrScope';
  if (hasRoles) return 'ForbiddenRole';
  return hasScopes ? 'ForbiddenScope' : undefined;
}
