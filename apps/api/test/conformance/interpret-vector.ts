import { buildHttpApiV1Event, buildRestEvent } from '@lambda-nest/testing';
import type { PathVector } from './attack-case.ts';
import type { Scene } from './interpretation.ts';
import type { TokenReader } from './read-token.ts';
import type { Run, Target } from './run.ts';

/** Handlers by the names that vectors give them. */
const NAMES: Readonly<Record<string, string>> = {
  'GenericController.health': 'GET /health',
  'GenericController.me': 'GET /me',
  'GenericController.user': 'GET /users/:id',
  'GenericController.endpoints': 'GET /admin/endpoints',
  'HealthController.checkHealth': 'GET /health',
  'MeController.whoami': 'GET /me',
  'AdminController.listEndpoints': 'GET /admin/endpoints',
};

/** Sends the path of a vector as an administrator: to generic routes, and to the product's own in their place. */
export async function interpretVector({ run, given, tokens, cases }: Scene): Promise<readonly string[]> {
  const vector = cases.vectors.find(({ id }) => id === given['vector']);
  if (!vector) throw new Error(`There is no vector ${String(given['vector'])}.`);
  return tryVector(run, await run.start(), vector, tokens);
}

/** What came otherwise than a vector requires. */
export async function tryVector(
  run: Run,
  target: Target,
  vector: PathVector,
  tokens: TokenReader,
): Promise<readonly string[]> {
  const violations: string[] = [];
  const authorization = `Bearer ${tokens.read('ADMIN')}`;
  for (const path of new Set([vector.path, toOwnRoutes(vector.path)])) {
    target.ran.length = 0;
    const response = await run.send(target, toEvent({ ...vector, path }, authorization), vector.id);
    const [name = '', detail] = (target.ran[0] ?? '').split(' id=');
    const handler =
      target.ran.length === 0 ? null : (NAMES[name] ?? name) + (detail === undefined ? '' : ` id=${detail}`);
    const isHandler = [vector.required.handler].flat().includes(handler);
    if (!isHandler) violations.push(`${path} ran ${handler}`);
    if (!vector.required.status.includes(response?.status ?? 0))
      violations.push(`${path} answered ${response?.status}`);
  }
  run.facts.set(
    'another handler ran',
    violations.some((violation) => violation.includes(' ran ')),
  );
  return violations;
}

function toOwnRoutes(path: string): string {
  return path
    .replace('/health', '/v1/manage/hc')
    .replace('/admin/', '/v1/admin/')
    .replace(/\/me$/, '/v1/users/whoami');
}

function toEvent(vector: PathVector, authorization: string): object {
  const { kind, path, stage = '$default', resource = '/{proxy+}', proxy, basePathMatched } = vector;
  const headers = { authorization };
  if (kind === 'httpapi' || kind === 'furl') {
    const domain = kind === 'furl' ? 'lambda-url.eu-west-1.on.aws' : 'execute-api.eu-west-1.amazonaws.com';
    const http = { method: 'GET', path, sourceIp: '203.0.113.7', protocol: 'HTTP/1.1', userAgent: '' };
    const requestContext = { http, stage, domainName: `abc.${domain}`, requestId: vector.id };
    return { version: '2.0', rawPath: path, rawQueryString: '', headers, requestContext };
  }
  const event = (kind === 'rest' ? buildRestEvent : buildHttpApiV1Event)({ stage, resource, headers });
  const customDomain = basePathMatched === undefined ? {} : { customDomain: { basePathMatched } };
  const requestContext = { ...event.requestContext, path, ...customDomain };
  return { ...event, path, pathParameters: proxy ? { proxy } : null, requestContext };
}
