import { readFileSync } from 'node:fs';
import type { EventSketch } from '../../../../libs/gateway/test/build-event.ts';
import type { Target } from './run.ts';

/** Paths of the routes that cases name. */
export const ROUTES: Readonly<Record<string, string>> = {
  HEALTH: '/v1/manage/hc',
  ME: '/v1/users/whoami',
  ADMIN: '/v1/admin/endpoints',
};

/** A route to try; without a method, whichever the case says. */
export type NamedRoute = Readonly<{ name: string; path: string; method?: string }>;

/** The names a case gives to one or several routes: `ME and ADMIN`, `HEALTH, ME, /zz-none`, `ME + '/'`. */
export function routesOf(said: string, target: Target): readonly NamedRoute[] {
  if (said === 'every non-public route') return guardedRoutes(target);
  return said.split(/, | and (?=[A-Z/])/).map((name) => {
    const [, base = name, more = ''] = /^(\w+) \+ '(.*)'$/.exec(name) ?? [];
    return { name, path: (ROUTES[base] ?? base) + more };
  });
}

/** Every route that is not public, with something in the place of its parameters. */
export function guardedRoutes(target: Target): readonly { name: string; path: string; method: string }[] {
  return target
    .routes()
    .filter(({ declaration }) => declaration?.kind !== 'public')
    .map(({ method, path }) => ({ name: path, path: path.replaceAll(/:\w+/g, 'x'), method }));
}

/** A form as browsers send it. */
export function form(
  fields: string | Record<string, string>,
): Pick<EventSketch, 'method' | 'path' | 'headers' | 'body'> {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
  return {
    method: 'POST',
    path: '/v1/auth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  };
}

/** A JSON body to the route of the tests that takes one. */
export function note(body: unknown): Pick<EventSketch, 'method' | 'path' | 'headers' | 'body'> {
  return { method: 'POST', path: '/zz-json', headers: { 'content-type': 'application/json' }, body };
}

type AccessTable = { routes: { method: string; path: string; access: { kind: string } }[] };

/** Routes that anybody may call, by the access table that is committed and reviewed. */
export function readPublicRoutes(): readonly string[] {
  const file = new URL('../../../../infra/generated/access.json', import.meta.url);
  const { routes } = JSON.parse(readFileSync(file, 'utf8')) as AccessTable;
  return routes
    .filter(({ access }) => access.kind === 'public')
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
}
