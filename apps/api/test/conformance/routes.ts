import { readFileSync } from 'node:fs';
import type { Target } from './run.ts';

/** Paths of the routes that cases name. */
export const ROUTES: Readonly<Record<string, string>> = {
  HEALTH: '/v1/manage/hc',
  ME: '/v1/users/whoami',
  ADMIN: '/v1/admin/endpoints',
  TOKEN: '/v1/auth/token',
  JSON: '/zz-json',
};

/** The product's own for paths that other applications have. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  '/docs': ['/v1/docs', '/v1/redoc'],
  '/docs-json': ['/v1/openapi.json'],
};

/** A route to try; without a method, whichever the case says. */
export type NamedRoute = Readonly<{ name: string; path: string; method?: string }>;

/** The names a case gives to one or several routes: `ME and ADMIN`, `HEALTH, ME, /zz-none`, `ME + '/'`. */
export function routesOf(said: string, target: Target): readonly NamedRoute[] {
  if (said === 'every non-public route') return guardedRoutes(target);
  if (said.includes('any route')) return productRoutes(target);
  return said.split(/, | and (?=[A-Z/])/).flatMap((name) => {
    const [, base = name, more = ''] = /^(\w+) \+ '(.*)'$/.exec(name) ?? [];
    if (base === 'DOCS') return productRoutes(target).filter(({ path }) => /docs|redoc|openapi/.test(path));
    return pathsOf(base).map((path) => ({ name, path: path + more }));
  });
}

/** A name or a path as sent, and the product's own paths where it has others. */
export function pathsOf(said: string): readonly string[] {
  return SAME[said] ?? [ROUTES[said] ?? said];
}

/** Every route that is not public, with something in the place of its parameters. */
export function guardedRoutes(target: Target): readonly { name: string; path: string; method: string }[] {
  return target
    .routes()
    .filter(({ declaration }) => declaration?.kind !== 'public')
    .map(({ method, path }) => ({ name: path, path: path.replaceAll(/:\w+/g, 'x'), method }));
}

/** Whatever the product itself can be asked for. */
function productRoutes(target: Target): readonly NamedRoute[] {
  return target
    .routes()
    .filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/'))
    .map(({ path }) => ({ name: path, path: path.replaceAll(/:\w+/g, 'x') }));
}

type AccessTable = { routes: { method: string; path: string; access: { kind: string } }[] };

/** Public routes, by the access table that is committed and reviewed. */
export function readPublicRoutes(): readonly string[] {
  const file = new URL('../../../../infra/generated/access.json', import.meta.url);
  const { routes } = JSON.parse(readFileSync(file, 'utf8')) as AccessTable;
  return routes
    .filter(({ access }) => access.kind === 'public')
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
}
