import type { ContractSettings } from '../function/contract-settings.ts';
import type { ExpectedRoute } from './read-expected-routes.ts';
import { governRoutes, readRouteScopes, ROUTE_SCOPES } from '../deployment/govern-routes.ts';
import { findFunctionFaults, type FunctionVariables } from './function-faults.ts';
import { findLogFaults } from './log-faults.ts';
import { findReleaseFaults } from './release-faults.ts';
import { findRoleFaults } from './role-faults.ts';
import { findServingFunctions } from './find-api-function.ts';
import { findRouteFaults, type FunctionIds } from './route-faults.ts';
import { findScaleFaults } from './scale-faults.ts';
import { servedRoutes, variablesOf } from './served-routes.ts';
import { findStageFaults } from './stage-faults.ts';
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
export function findTemplateFaults(
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
    ...findRouteFaults(template, served, { isAuthorizerOff, functions }),
    ...findStageFaults(template, served, settings),
    ...findFunctionFaults(template, { isAuthorizerOff, variables }),
    ...findLogFaults(template),
    ...findRoleFaults(template),
    ...findScaleFaults(template),
    ...findReleaseFaults(template),
  ];
}

function withoutAuthorizer(route: ExpectedRoute): ExpectedRoute {
  return { ...route, gateway: { authorizer: false, scopes: [] } };
}
