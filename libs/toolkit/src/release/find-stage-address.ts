import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { FoundDeployment } from '../conformance/find-deployment.ts';
import { loadFunction } from '../function/load-function.ts';
import { readPlace } from '../logs/read-place.ts';
import { originHeaders } from './check/origin-header.ts';
import { findStage } from './find-stage.ts';
import { readDeployedScopes } from './read-deployed-scopes.ts';
import { readStageVariables } from './read-stage-variables.ts';

/**
 * Where a stage of this project is, which of its switches are off there, and which scopes its operators set.
 *
 * @throws Error in a sentence when there is no such stage
 */
export async function findStageAddress(stage: string, named: string | undefined): Promise<FoundDeployment> {
  const place = readPlace(stage, named);
  const { region } = place;
  const { contract } = await loadFunction();
  const found = await findStage(place, new CloudFormationClient({ region }));
  const lambda = new LambdaClient({ region });
  const { off, variables } = await readStageVariables(found, contract, lambda);
  return {
    url: found.url,
    headers: originHeaders(variables),
    off,
    routeScopes: await readDeployedScopes(variables, found.others, lambda),
    region,
  };
}
