import type { LambdaClient } from '@aws-sdk/client-lambda';
import { ROUTE_SCOPES } from '../deployment/govern-routes.ts';
import type { OtherFunction } from './find-stage.ts';
import { readVariables } from './read-stage-variables.ts';

/**
 * The scopes that operators set for routes of a stage: each function behind the gateway is told those of its own.
 *
 * @param variables of the function which describes the API
 */
export async function readDeployedScopes(
  variables: Readonly<Record<string, string>>,
  others: readonly OtherFunction[],
  lambda: Pick<LambdaClient, 'send'>,
): Promise<string | undefined> {
  const serving = others.filter(({ alias }) => alias !== undefined);
  const told = await Promise.all(serving.map((one) => readVariables(one, lambda)));
  const scopes = [variables, ...told].flatMap(({ [ROUTE_SCOPES]: text }) => text ?? []);
  return scopes.length === 0 ? undefined : scopes.join(',');
}
