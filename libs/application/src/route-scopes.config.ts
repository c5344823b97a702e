import { parseRouteScopes, type RouteScopes } from '@lambda-nest/access';
import type { EnvironmentReader } from './environment.reader.ts';

/** The variable by which operators set scopes; the parameter `routeScopes` of the stack, which its gateway reads too. */
export const ROUTE_SCOPES = 'ROUTE_SCOPES';

/** Whether the routes exist is asked once there are any. */
export function readRouteScopes(read: EnvironmentReader): RouteScopes | undefined {
  const text = read.text(ROUTE_SCOPES);
  if (text === undefined) return undefined;
  const scopes = parseRouteScopes(text);
  return typeof scopes === 'string' ? read.reject(ROUTE_SCOPES, scopes) : scopes;
}
