import type { IncomingMessage, ServerResponse } from 'node:http';
import { toPattern, type RouteEntry } from '@lambda-nest/access';
import { letRespond } from '@lambda-nest/problem';

export type CrossOriginOptions = Readonly<{
  /** Exact origins whose pages may call. */
  origins: readonly string[];
  /** The routes that there are, once the application is initialised. */
  routes: () => readonly RouteEntry[];
}>;

type Declared = Readonly<{ method: string; pattern: RegExp }>;

/** What clients read of a reply. A gateway that does CORS exposes the same: libs/toolkit/src/serverless/describe-stack.ts */
const EXPOSED = 'retry-after,www-authenticate,apigw-requestid';

/**
 * Express middleware that lets pages of other origins read replies, and replies to their preflights: for the methods that
 * are declared at the path, for a path without any not at all. For where no gateway does it.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function crossOrigin({ origins, routes }: CrossOriginOptions) {
  let declared: readonly Declared[] | undefined;
  const readDeclared = (): readonly Declared[] =>
    (declared ??= routes().map(({ method, path }) => ({ method, pattern: toPattern(path) })));

  return function crossOrigin(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    // Caches keep replies by it, to requests without an origin too.
    response.appendHeader('vary', 'Origin');
    const { origin } = request.headers;
    const isAllowed = origin !== undefined && origins.includes(origin);
    if (isAllowed) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', EXPOSED);
    }
    const methods = isPreflight(request) ? methodsAt(readDeclared(), request.url ?? '') : [];
    if (methods.length === 0) return next();
    if (isAllowed) {
      response.setHeader('access-control-allow-methods', methods.join(','));
      response.setHeader('access-control-allow-headers', 'authorization,content-type');
      response.setHeader('access-control-max-age', '600');
    }
    letRespond(response);
    response.statusCode = 204;
    response.removeHeader('access-control-expose-headers');
    response.end();
  };
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && 'access-control-request-method' in headers;
}

/** Express serves HEAD with the handlers of GET. */
const EVERY_METHOD = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function methodsAt(routes: readonly Declared[], url: string): readonly string[] {
  const [path = ''] = url.split('?', 1);
  const methods = new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
  if (methods.has('*')) return EVERY_METHOD;
  return [...methods].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}
