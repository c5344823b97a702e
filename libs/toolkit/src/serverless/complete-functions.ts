import { routeKeyOf } from '@lambda-nest/gateway/model';
import { ROUTE_SCOPES, routeScopesOf } from '../deployment/govern-routes.ts';
import { variablesInOthers } from '../function/api-alone.ts';
import { describesApi } from '../function/describes-api.ts';
import type { FunctionDescription } from '../function/load-function.ts';
import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import { describeScale } from './describe-scale.ts';
import { aliasOf } from './make-aliases.ts';
import { ownEnvironment } from './own-parameters.ts';
import type { Parameters } from './parameters.ts';
import type { Serverless } from './serverless.ts';

/**
 * osls names a version after the code and the settings of the function, variables without a value among them. Those are in no
 * function: with them a new parameter would ask for a version that Lambda takes for the one that it has, and reject.
 */
export function completeFunctions(
  functions: Serverless['service']['functions'],
  described: readonly (readonly [string, FunctionDescription])[],
  parameters: Parameters,
): void {
  const { reservedConcurrency, ...scale } = describeScale(parameters);
  const ofApi = { ...functions.api.environment };
  for (const [key, one] of described) {
    const { kind, api, name, variables } = one;
    const compiled = functions[key];
    if (!compiled) continue;
    const own = ownEnvironment(variables, parameters);
    // What is reserved is for callers, and the alias is what they reach.
    Object.assign(compiled, scale, kind === 'api' && { targetAlias: aliasOf(key) });
    if (describesApi(one) && reservedConcurrency) Object.assign(compiled, { reservedConcurrency });
    const given = api === undefined ? compiled.environment : variablesInOthers(ofApi);
    const all = { ...own, ...given, ...(kind === 'api' && scopesOf(ofApi, name)) };
    compiled.environment = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
  }
}

/** The scopes that operators set, of the routes of one function. */
function scopesOf(environment: Readonly<Record<string, unknown>>, name: string): object {
  const { [ROUTE_SCOPES]: text } = environment;
  if (typeof text !== 'string') return {};
  const others = readExpectedRoutes().filter(
    (route) => route.function !== undefined && route.function !== name,
  );
  const keys = new Set(others.map(routeKeyOf));
  return { [ROUTE_SCOPES]: routeScopesOf(text, (key) => keys.has(key)) ?? null };
}
