import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { ContractSettings } from '../function/contract-settings.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { forgeToken } from './check/forge-token.ts';
import { originHeaders } from './check/origin-header.ts';
import { makeProbes, type Probe } from './check/probe.ts';
import type { DeployedStage } from './find-stage.ts';
import { readStageVariables } from './read-stage-variables.ts';

/**
 * The probes of what a stage serves: of the routes that its function's variables leave on, with a token of its issuer that is forged;
 * and the headers that go with each.
 */
export async function probesOfStage(
  stage: DeployedStage,
  routes: readonly ExpectedRoute[],
  settings: Pick<ContractSettings, 'switches'>,
  lambda: Pick<LambdaClient, 'send'>,
): Promise<Readonly<{ probes: readonly Probe[]; headers: Readonly<Record<string, string>> }>> {
  const { variables, off } = await readStageVariables(stage, settings, lambda);
  const served = routes.filter(({ enabledBy }) => enabledBy === undefined || !off.includes(enabledBy));
  const project = variables['FIREBASE_PROJECT_ID'];
  const forged = forgeToken({
    issuer: project ? `https://securetoken.google.com/${project}` : (variables['JWT_ISSUER'] ?? ''),
    audience: project ?? variables['JWT_AUTHORIZED_AUDIENCES'] ?? '',
  });
  const probes = makeProbes(
    served.map(({ method, path, access }) => ({ method, path, access })),
    forged,
  );
  return { probes, headers: originHeaders(variables) };
}
