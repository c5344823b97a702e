import { routeKeyOf, type GatewayRoute } from '@lambda-nest/gateway/model';
import { ROUTE_SCOPES, routeScopesOf, variablesInOthers } from '@lambda-nest/toolkit/deployment';

/**
 * What one function of an API is told, of what is said of the API as a whole.
 *
 * @param routes of the API, each with the name of its function
 * @param name of a function that adds routes to the API; none for the one that describes it
 * @param others names of all that add routes
 */
export function variablesOfFunction(
  variables: Readonly<Record<string, string>>,
  routes: readonly GatewayRoute[],
  { name, others }: Readonly<{ name?: string | undefined; others: readonly string[] }>,
): Record<string, string> {
  const { [ROUTE_SCOPES]: text, ...rest } = variables;
  const isOwn = (holder = ''): boolean => (name === undefined ? !others.includes(holder) : holder === name);
  const ofOthers = new Set(routes.filter((route) => !isOwn(route.function)).map(routeKeyOf));
  const scopes = text === undefined ? undefined : routeScopesOf(text, (key) => ofOthers.has(key));
  const own = { ...rest, ...(scopes !== undefined && { [ROUTE_SCOPES]: scopes }) };
  return name === undefined ? own : variablesInOthers(own);
}
