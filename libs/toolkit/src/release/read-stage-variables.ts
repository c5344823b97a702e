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
  stage: DeployedStage,
  { switches }: Pick<ContractSettings, 'switches'>,
  lambda: Pick<LambdaClient, 'send'>,
): Promise<StageVariables> {
  const variables = await readVariables(stage, lambda);
  const off = switches.filter(({ variable }) => variables[variable] === 'off');
  return { variables, off: off.map(({ parameter }) => parameter) };
}

/** The variables of the version that an alias stands for. */
export async function readVariables(
  { functionName, alias }: Readonly<{ functionName: string; alias?: string | undefined }>,
  lambda: Pick<LambdaClient, 'send'>,
): Promise<Readonly<Record<string, string>>> {
  const { Environment } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName, Qualifier: alias }),
  );
  return Environment?.Variables ?? {};
}
