import {
  CodeDeployClient,
  GetDeploymentCommand,
  ListDeploymentsCommand,
  StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy';
import {
  GetAliasCommand,
  LambdaClient,
  paginateListVersionsByFunction,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeployedStage } from './find-stage.ts';

type Clients = Readonly<{ lambda: LambdaClient; codeDeploy: CodeDeployClient }>;
type Version = Readonly<{ number: number; published: string }>;

/** Group of the deployments that move the alias; the application has the name of the stack. */
const GROUP = 'api';
const LOOK_MS = 1000;

/**
 * Has an alias go back: stops the release that is under way, or moves the alias to the version before, or to the one that is named.
 *
 * @returns what was done, in a sentence
 * @throws Error in a sentence when there is nothing to go back to
 */
export async function rollBackStage(
  { functionName, alias }: DeployedStage,
  { stackName, to }: Readonly<{ stackName: string; to?: string | undefined }>,
  clients: Clients,
): Promise<string> {
  const stopped = await stopRelease(stackName, clients.codeDeploy);
  if (stopped !== undefined && to === undefined)
    return `Stopped ${stopped}: ${alias} is where it was before.`;
  const { lambda } = clients;
  const named = { FunctionName: functionName, Name: alias };
  const { FunctionVersion: current } = await lambda.send(new GetAliasCommand(named));
  const versions = await listVersions(functionName, lambda);
  const target = to === undefined ? versionBefore(versions, Number(current)) : find(versions, to);
  if (!target) {
    const known = versions.map(({ number }) => number).join(', ');
    throw new Error(
      to === undefined
        ? `${functionName} has no version before ${current}. Deploy an earlier commit.`
        : `${functionName} has no version ${to}. It has ${known}.`,
    );
  }
  await lambda.send(
    new UpdateAliasCommand({
      ...named,
      FunctionVersion: String(target.number),
      RoutingConfig: { AdditionalVersionWeights: {} },
    }),
  );
  return `${alias} of ${functionName}: version ${current} → ${target.number}, published ${target.published}.`;
}

/** The id of the release that was under way and has gone back. */
async function stopRelease(
  applicationName: string,
  codeDeploy: CodeDeployClient,
): Promise<string | undefined> {
  const { deployments = [] } = await codeDeploy
    .send(
      new ListDeploymentsCommand({
        applicationName,
        deploymentGroupName: GROUP,
        includeOnlyStatuses: ['Created', 'Queued', 'InProgress'],
      }),
    )
    .catch((error: Error) => {
      // With release=off there is neither.
      if (error.name.endsWith('DoesNotExistException')) return { deployments: [] };
      throw error;
    });
  const [deploymentId] = deployments;
  if (deploymentId === undefined) return undefined;
  await codeDeploy.send(new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true }));
  for (;;) {
    const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
    if (deploymentInfo?.completeTime) return deploymentId;
    await pause(LOOK_MS);
  }
}

async function listVersions(FunctionName: string, client: LambdaClient): Promise<readonly Version[]> {
  const versions: Version[] = [];
  for await (const { Versions = [] } of paginateListVersionsByFunction({ client }, { FunctionName })) {
    for (const { Version: number, LastModified = '' } of Versions)
      if (number !== '$LATEST') versions.push({ number: Number(number), published: LastModified });
  }
  return versions;
}

function versionBefore(versions: readonly Version[], current: number): Version | undefined {
  return versions.filter(({ number }) => number < current).sort((one, other) => other.number - one.number)[0];
}

function find(versions: readonly Version[], to: string): Version | undefined {
  return versions.find(({ number }) => String(number) === to);
}
