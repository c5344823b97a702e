import type { Declaration } from '@lambda-nest/access/policy';

/** A route as the check knows it. */
export type CheckedRoute = Readonly<{
  /** Upper case. */
  method: string;
  /** As the gateway spells it: `/v1/orders/{id}`. */
  path: string;
  /** Who may call it in this deployment. */
  access: Declaration;
}>;

/** A request to the version under check, and the replies that its route's declaration allows. */
export type Probe = Readonly<{
  /** `GET /v1/me without a token`. */
  name: string;
  method: string;
  /** Without parameters: each has a value. */
  path: string;
  authorization?: string;
  body?: Readonly<{ mediaType: string; text: string }>;
  isAllowed: (status: number) => boolean;
  /** What `isAllowed` asks for, in words. */
  expected: string;
}>;

/** Methods that change nothing, so that a public route can be called for the sake of a check. */
export const SAFE = new Set(['GET', 'HEAD']);

/** A path of no route, for an API that has none to check. */
const NOWHERE: CheckedRoute = { method: 'GET', path: '/release-check', access: { kind: 'public' } };

/**
 * The requests that tell whether a version enforces its declarations: routes that are not public reject callers without a token
 * and with a forged one, and public ones that change nothing reply without an error of the server.
 *
 * @param forged a token that has everything but the signature of the issuer
 */
export function makeProbes(routes: readonly CheckedRoute[], forged: string): readonly Probe[] {
  const probes = routes.flatMap((route) =>
    route.access.kind === 'public' ? openProbes(route) : closedProbes(route, forged),
  );
  return probes.length > 0 ? probes : openProbes(NOWHERE);
}

function openProbes({ method, path }: CheckedRoute): readonly Probe[] {
  if (!SAFE.has(method)) return [];
  return [
    {
      name: `${method} ${path} without a token`,
      method,
      path: samplePath(path),
      isAllowed: isLetIn,
      expected: 'no error of the server, and no 401 or 403, for it is public',
    },
  ];
}

function closedProbes({ method, path }: CheckedRoute, forged: string): readonly Probe[] {
  const rejected = { method, path: samplePath(path), isAllowed: isUnauthorized, expected: '401' };
  return [
    { ...rejected, name: `${method} ${path} without a token` },
    { ...rejected, name: `${method} ${path} with a forged token`, authorization: `Bearer ${forged}` },
  ];
}

/** Whether a status is of a request that reached its route, where the server had no error. */
export function isLetIn(status: number): boolean {
  return status < 500 && status !== 401 && status !== 403;
}

function isUnauthorized(status: number): boolean {
  return status === 401;
}

/** A path that the route takes. */
export function samplePath(path: string, value = '1'): string {
  return path.replaceAll(/\{\w+\+?\}/g, value);
}
