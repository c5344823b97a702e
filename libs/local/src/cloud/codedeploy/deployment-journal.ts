import type { DeploymentRecord, DeploymentRecords, LifecycleEvent } from './deployment-records.ts';
import type { ErrorInformation } from './step-failure.ts';

type Name = LifecycleEvent['lifecycleEventName'];

export type DeploymentJournal = ReturnType<typeof createJournal>;

/** What is known of deployments, kept before the next step is taken, and written for the terminal of the cloud. */
export function createJournal(deployments: DeploymentRecords['deployments'], log: (line: string) => void) {
  const save = (deployment: DeploymentRecord): void =>
    deployments.put([deployment.region, deployment.deploymentId], deployment);
  /** As it is by now: what was read before a call may be old. */
  const read = ({ region, deploymentId }: DeploymentRecord): DeploymentRecord | undefined =>
    deployments.get(region, deploymentId);
  const note = ({ deploymentId, spec }: DeploymentRecord, what: string): void =>
    log(`${deploymentId}  ${spec.functionName}:${spec.alias}  ${what}`);

  const mark = (deployment: DeploymentRecord, name: Name, status: LifecycleEvent['status']): void => {
    const event = deployment.events.find((one) => one.lifecycleEventName === name);
    if (!event) return;
    event.status = status;
    if (status === 'InProgress') event.startTime = Date.now();
    else event.endTime = Date.now();
    if (event.hookExecutionId !== undefined || name === 'AllowTraffic') note(deployment, `${name} ${status}`);
  };

  const finish = (
    deployment: DeploymentRecord,
    status: 'Succeeded' | 'Failed' | 'Stopped',
    error?: ErrorInformation,
  ): void => {
    const { events } = deployment;
    for (const event of events) {
      if (event.status === 'InProgress') mark(deployment, event.lifecycleEventName, 'Failed');
      else if (event.status === 'Pending') event.status = 'Skipped';
    }
    Object.assign(deployment, {
      status,
      completeTime: Date.now(),
      ...(error && { errorInformation: error }),
    });
    save(deployment);
    note(deployment, error ? `${status}: ${error.message}` : status);
  };

  return { save, read, note, mark, finish };
}
