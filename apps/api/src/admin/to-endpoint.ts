import type { RouteEntry } from '@lambda-nest/access';
import type { Endpoint } from './endpoint.dto.ts';

/** What an administrator is shown of a route: nothing of the source, no file, no expression. */
export function toEndpoint({ method, path, name, declaration }: RouteEntry): Endpoint {
  // A route without a declaration does not get past start-up.
  const access = declaration ?? { kind: 'restricted' as const, roles: [] };
  return { path: path.replaceAll(/:(\w+)/g, '{$1}'), name: name.split('.').at(-1) ?? name, method, access };
}
