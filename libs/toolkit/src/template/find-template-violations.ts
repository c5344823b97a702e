import type { ContractSettings } from '../function/contract-settings.ts';
import type { ExpectedRoute } from './read-expected-routes.ts';
import { governRoutes, readRouteScopes, ROUTE_SCOPES } from '../deployment/govern-routes.ts';
import { findFunctionViolations, type FunctionVariables } from './function-violations.ts';
import { findLogViolations } from './log-violations.ts';
import { findReleaseViolations } from './release-violations.ts';
import { findRoleViolations } from './role-violations.ts';
import { findRouteViolations } from './route-violations.ts';
import { findScaleViolations } from './scale-violations.ts';
import { functionVariables, servedRoutes } from './served-routes.ts';
import { findStageViolations } from './stage-violations.ts';
import type { Template } from './template.ts';

/**
 * Everything about a template that would make the deployment something else than what the code declares.
 *
 * @param routes every route of the application, whatever a deployment leaves out
 * @param settings of the contract, as function.config.ts says
 * @param variables of the functions' own, by the logical id of the function
 * @param isAuthorizerOff whether tokens are left to the function alone, by the parameter gatewayAuthorizer
 */
export function findTemplateViolations(
  template: Template,
  routes: readonly ExpectedRoute[],
  settings: Pick<ContractSettings, 'switches' | 'throttled'>,
  {
    isAuthorizerOff = false,
    variables = {},
  }: { isAuthorizerOff?: boolean; variables?: FunctionVariables } = {},
): readonly string[] {
  const declared = servedRoutes(template, routes, settings);
  // What the function is told: a gateway that asks for other scopes is rejected below.
  const { scopes, violations } = readRouteScopes(textOf(functionVariables(template)[ROUTE_SCOPES]), declared);
  const governed = governRoutes(declared, scopes);
  const served = isAuthorizerOff ? governed.map(withoutAuthorizer) : governed;
  return [
    ...violations.map((violation) => `${ROUTE_SCOPES} of the function ${violation}`),
    ...findRouteViolations(template, served, { isAuthorizerOff }),
    ...findStageViolations(template, served, settings),
    ...findFunctionViolations(template, { isAuthorizerOff, variables }),
    ...findLogViolations(template),
    ...findRoleViolations(template),
    ...findScaleViolations(template),
    ...findReleaseViolations(template),
  ];
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

function withoutAuthorizer(route: ExpectedRoute): ExpectedRoute {
  return { ...route, gateway: { authorizer: false, scopes: [] } };
}
