import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { ContractSettings } from '../function/contract-settings.ts';
import type { DeployedStage } from './find-stage.ts';

/** What the function of a stage is configured with. */
export type StageVariables = Readonly<{
  variables: Readonly<Record<string, string>>;
  /** Parameters that are off there: routes that depend on them are left out. */
  off: readonly string[];
}>;

export async function readStageVariables(
  { functionName, alias }: DeployedStage,
  { switches }: Pick<ContractSettings, 'switches'>,
  lambda: Pick<LambdaClient, 'send'>,
): Promise<StageVariables> {
  const { Environment } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName, Qualifier: alias }),
  );
  const variables = Environment?.Variables ?? {};
  const off = switches.filter(({ variable }) => variables[variable] === 'off');
  return { variables, off: off.map(({ parameter }) => parameter) };
}
