import {
  CodeDeployClient,
  GetDeploymentCommand,
  ListDeploymentsCommand,
  StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 1000;

/**
 * Has the releases that are under way go back.
 *
 * @param applicationName that of the stack
 * @param groups those of its deployments, one for each function behind the gateway
 * @returns ids of those that were stopped, once their aliases are where they were before
 */
export async function stopReleases(
  applicationName: string,
  groups: readonly string[],
  codeDeploy: CodeDeployClient,
): Promise<readonly string[]> {
  const found = await Promise.all(groups.map((group) => findRelease(applicationName, group, codeDeploy)));
  const ids = found.flatMap((id) => id ?? []);
  // All are told before one is waited for: none moves on meanwhile.
  for (const deploymentId of ids)
    await codeDeploy.send(new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true }));
  for (const deploymentId of ids) await waitForEnd(deploymentId, codeDeploy);
  return ids;
}

async function findRelease(
  applicationName: string,
  deploymentGroupName: string,
  codeDeploy: CodeDeployClient,
): Promise<string | undefined> {
  const { deployments = [] } = await codeDeploy
    .send(
      new ListDeploymentsCommand({
        applicationName,
        deploymentGroupName,
        includeOnlyStatuses: ['Created', 'Queued', 'InProgress'],
      }),
    )
    .catch((error: Error) => {
      // With release=off there is neither.
      if (error.name.endsWith('DoesNotExistException')) return { deployments: [] };
      throw error;
    });
  return deployments[0];
}

async function waitForEnd(deploymentId: string, codeDeploy: CodeDeployClient): Promise<void> {
  for (;;) {
    const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
    if (deploymentInfo?.completeTime) return;
    await pause(LOOK_MS);
  }
}
