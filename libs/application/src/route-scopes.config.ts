import { parseRouteScopes, ROUTE_SCOPES, type RouteScopes } from '@lambda-nest/access';
import type { EnvironmentReader } from './environment.reader.ts';

/** Whether the routes exist is asked once there are any. */
export function readRouteScopes(read: EnvironmentReader): RouteScopes | undefined {
  const text = read.text(ROUTE_SCOPES);
  if (text === undefined) return undefined;
  const scopes = parseRouteScopes(text);
  return typeof scopes === 'string' ? read.reject(ROUTE_SCOPES, scopes) : scopes;
}
