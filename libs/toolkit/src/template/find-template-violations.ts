import type { ContractSettings } from '../function/contract-settings.ts';
import type { ExpectedRoute } from './read-expected-routes.ts';
import { governRoutes, readRouteScopes, ROUTE_SCOPES } from '../deployment/govern-routes.ts';
import { findFunctionViolations, type FunctionVariables } from './function-violations.ts';
import { findLogViolations } from './log-violations.ts';
import { findReleaseViolations } from './release-violations.ts';
import { findRoleViolations } from './role-violations.ts';
import { findServingFunctions } from './find-api-function.ts';
import { findRouteViolations, type FunctionIds } from './route-violations.ts';
import { findScaleViolations } from './scale-violations.ts';
import { servedRoutes, variablesOf } from './served-routes.ts';
import { findStageViolations } from './stage-violations.ts';
import type { Template } from './template.ts';

/**
 * Everything about a template that would make the deployment something else than what the code declares.
 *
 * @param routes every route of the application, whatever a deployment leaves out
 * @param settings of the contract, as function.config.ts says
 * @param variables of the functions' own, by the logical id of the function
 * @param functions that serve the API, where several do: their logical ids by their names
 * @param isAuthorizerOff whether tokens are left to the function alone, by the parameter gatewayAuthorizer
 */
export function findTemplateViolations(
  template: Template,
  routes: readonly ExpectedRoute[],
  settings: Pick<ContractSettings, 'switches' | 'throttled'>,
  {
    isAuthorizerOff = false,
    variables = {},
    functions = {},
  }: { isAuthorizerOff?: boolean; variables?: FunctionVariables; functions?: FunctionIds } = {},
): readonly string[] {
  const declared = servedRoutes(template, routes, settings);
  // What the functions are told: a gateway that asks for other scopes is rejected below.
  const told = findServingFunctions(template).flatMap((one) => variablesOf(one)[ROUTE_SCOPES] ?? []);
  const { scopes, violations } = readRouteScopes(told.map(String).join(','), declared);
  const governed = governRoutes(declared, scopes);
  const served = isAuthorizerOff ? governed.map(withoutAuthorizer) : governed;
  return [
    ...violations.map((violation) => `${ROUTE_SCOPES} of the function ${violation}`),
    ...findRouteViolations(template, served, { isAuthorizerOff, functions }),
    ...findStageViolations(template, served, settings),
    ...findFunctionViolations(template, { isAuthorizerOff, variables }),
    ...findLogViolations(template),
    ...findRoleViolations(template),
    ...findScaleViolations(template),
    ...findReleaseViolations(template),
  ];
}

function withoutAuthorizer(route: ExpectedRoute): ExpectedRoute {
  return { ...route, gateway: { authorizer: false, scopes: [] } };
}
