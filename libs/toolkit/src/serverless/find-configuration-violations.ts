import { loadFunction } from '../function/load-function.ts';
import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import { findOtherZipViolations } from './check-artifact.ts';
import { findStrayContract } from './find-stray-contract.ts';
import { findLeftOutFunctions } from './find-left-out-functions.ts';
import { findUnknownStage } from './find-unknown-stage.ts';
import type { Invocation } from './invocation.ts';
import { findParameterViolations } from './parameters.ts';
import { readGoogleCredentials } from './read-google-credentials.ts';
import { findRouteScopeViolations } from './route-scope-parameters.ts';
import { findRouteThrottleViolations } from './route-throttles.ts';
import type { StackFunctions } from './stack-functions.ts';

/**
 * What keeps a stack from being packaged or deployed as it is configured, a sentence each.
 *
 * @param stages files of infra/parameters, by their names
 */
export async function findConfigurationViolations(
  invocation: Invocation,
  functions: StackFunctions,
  stages: readonly string[],
): Promise<readonly string[]> {
  const { parameters, artifact } = invocation;
  const stageViolations = findUnknownStage(invocation.stage, stages, parameters);
  // What was packaged before has its parameters in it.
  if (invocation.isPackaged) return stageViolations;
  const strayContract = findStrayContract(await loadFunction());
  // The routes to check the others by are in it.
  if (strayContract.length > 0) return strayContract;
  const routes = readExpectedRoutes();
  const { variables, violations } = await functions.loadVariables();
  const isDeploy = invocation.command === 'deploy';
  return [
    ...stageViolations,
    ...findParameterViolations(parameters, { isDeploy, machine: process.arch, variables }),
    ...findRouteThrottleViolations(parameters, routes),
    ...findRouteScopeViolations(parameters, routes),
    ...violations,
    ...readGoogleCredentials(parameters).violations,
    ...artifact.violations,
    ...findOtherZipViolations(parameters, await functions.loadOthers(), artifact.stamp),
    ...(await findLeftOutFunctions(functions.folders)),
  ];
}
