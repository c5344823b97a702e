import type { GroupActions } from './act-for-group.ts';
import { makeDeploymentId } from './deployment-operations.ts';
import type { DeploymentJournal } from './deployment-journal.ts';
import type { DeploymentRecord } from './deployment-records.ts';
import { toInformation, type ErrorInformation } from './step-failure.ts';

/** Moves the alias of a deployment: forward a share of the traffic, and back all of it. */
export function createTrafficMoves(group: GroupActions, { save, note, mark, finish }: DeploymentJournal) {
  const shift = async (deployment: DeploymentRecord, percent: number): Promise<void> => {
    await group.shift(deployment, percent);
    note(deployment, `${percent} % of the traffic goes to version ${deployment.spec.targetVersion}`);
  };

  /** Moves the alias back by a deployment of its own, as CodeDeploy does. */
  const rollBack = async (failed: DeploymentRecord): Promise<void> => {
    const { region, applicationName, deploymentGroupName, spec } = failed;
    const deploymentId = makeDeploymentId();
    const info = (message: string): void => {
      failed.rollbackInfo = { rollbackDeploymentId: deploymentId, rollbackMessage: message };
      save(failed);
    };
    const back: DeploymentRecord = {
      region,
      deploymentId,
      applicationName,
      deploymentGroupName,
      deploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
      revision: failed.revision,
      spec: { ...spec, currentVersion: spec.targetVersion, targetVersion: spec.currentVersion, hooks: {} },
      creator: 'codeDeployRollback',
      status: 'InProgress',
      createTime: Date.now(),
      startTime: Date.now(),
      events: [{ lifecycleEventName: 'AllowTraffic', status: 'InProgress', startTime: Date.now() }],
      steps: { taken: 1, nextAt: 0 },
      weight: 100,
      autoRollback: {},
      rollbackInfo: { rollbackTriggeringDeploymentId: failed.deploymentId },
    };
    try {
      await shift(back, 100);
      mark(back, 'AllowTraffic', 'Succeeded');
      finish(back, 'Succeeded');
      info(`Deployment ${deploymentId} rolled back to version ${spec.currentVersion}.`);
    } catch (error) {
      finish(back, 'Failed', toInformation(error));
      info(`Deployment ${deploymentId} could not roll back: ${(error as Error).message}`);
    }
  };

  const fail = async (
    deployment: DeploymentRecord,
    status: 'Failed' | 'Stopped',
    error: ErrorInformation,
    isRolledBack: boolean,
  ): Promise<void> => {
    if (!isRolledBack) return finish(deployment, status, error);
    // Noted before it is over, so that a waiter for the end finds the alias where it was.
    await rollBack(deployment);
    return finish(deployment, status, error);
  };

  return { shift, fail };
}
