import { randomUUID } from 'node:crypto';
import type { Store } from '../store/open-store.ts';
import { AwsError } from '../endpoint/aws-error.ts';
import { createGroupActions, type ActingParts } from './act-for-group.ts';
import { findRouting } from './config-operations.ts';
import { createJournal } from './deployment-journal.ts';
import {
  isOver,
  type DeploymentRecord,
  type LifecycleEvent,
  type RollbackEvent,
} from './deployment-records.ts';
import { StepFailure, toInformation, type ErrorInformation } from './step-failure.ts';
import { createTrafficMoves } from './traffic-moves.ts';
import { stepsOf } from './traffic-routing.ts';

export type DeploymentParts = ActingParts & {
  /** Milliseconds that a minute of a deployment lasts: 60,000, or less to look at one as it goes on. */
  minuteMs: number;
  hold: Store['hold'];
  log(line: string): void;
};

export type DeploymentRun = ReturnType<typeof runDeployments>;

type Name = LifecycleEvent['lifecycleEventName'];

const LOOK_MS = 100;
/** @see https://docs.aws.amazon.com/codedeploy/latest/userguide/tutorial-lambda-sam-create-lambda-function.html */
const MAX_HOOK_MINUTES = 60;

/**
 * Takes deployments from step to step until it is closed: hooks, shares of the traffic, and the alarms that stop it all.
 * Everything is noted before the next step, so that a restart goes on where it ended.
 *
 * Assumed: a hook function that ends with an error fails its event at once, while AWS may wait an hour for the result; the
 * alarms are looked at all the time; a rollback moves the alias back at once.
 */
export function runDeployments({ minuteMs, hold, log, ...parts }: DeploymentParts) {
  const { records } = parts;
  const { deployments } = records;
  const group = createGroupActions(parts);
  /** Deployments of which a step is being taken. */
  const busy = new Set<string>();
  let isClosed = false;
  const journal = createJournal(deployments, log);
  const { save, read, mark, finish } = journal;
  const { shift, fail } = createTrafficMoves(group, journal);

  /** Invokes a hook function; its result comes by PutLifecycleEventHookExecutionStatus. */
  const runHook = (deployment: DeploymentRecord, event: LifecycleEvent, hook: string): void => {
    event.hookExecutionId = randomUUID();
    mark(deployment, event.lifecycleEventName, 'InProgress');
    save(deployment);
    const failed = async (error: ErrorInformation): Promise<void> => {
      // The hook was ended with everything else; it runs again when the deployment goes on.
      if (isClosed) return;
      const now = read(deployment);
      const same = now?.events.find(({ hookExecutionId }) => hookExecutionId === event.hookExecutionId);
      if (!now || isOver(now) || same?.status !== 'InProgress') return;
      await fail(now, 'Failed', error, rollsBackOn(now, 'DEPLOYMENT_FAILURE'));
    };
    const running = group.runHook(deployment, hook, event.hookExecutionId).then(
      (isRight) => {
        const message = `The hook function ${hook} of ${event.lifecycleEventName} ended with an error.`;
        return isRight ? undefined : failed({ code: 'HOOK_EXECUTION_FAILURE', message });
      },
      (error: unknown) => failed(toInformation(error)),
    );
    void hold(running);
  };

  const advanceHook = (deployment: DeploymentRecord, event: LifecycleEvent): void => {
    const name = event.lifecycleEventName;
    const hook = name === 'AllowTraffic' ? undefined : deployment.spec.hooks[name];
    if (event.status === 'InProgress') {
      if (Date.now() - (event.startTime ?? 0) <= MAX_HOOK_MINUTES * minuteMs) return;
      const message = `The hook function ${hook} gave no result of ${name} within ${MAX_HOOK_MINUTES} minutes.`;
      throw new StepFailure('TIMEOUT', message);
    }
    if (hook !== undefined) return runHook(deployment, event, hook);
    mark(deployment, name, 'Skipped');
    return save(deployment);
  };

  const advanceTraffic = async (deployment: DeploymentRecord, event: LifecycleEvent): Promise<void> => {
    const steps = stepsOf(findRouting(records, deployment.region, deployment.deploymentConfigName));
    if (event.status === 'Pending') mark(deployment, 'AllowTraffic', 'InProgress');
    const step = steps[deployment.steps.taken];
    if (!step || Date.now() < deployment.steps.nextAt) return save(deployment);
    await shift(deployment, step.percent);
    const isLast = deployment.steps.taken + 1 === steps.length;
    // A call may have stopped it in the meantime.
    const now = read(deployment);
    if (!now || isOver(now)) return undefined;
    deployment.steps = { taken: deployment.steps.taken + 1, nextAt: Date.now() + step.minutes * minuteMs };
    deployment.weight = step.percent;
    if (isLast) mark(deployment, 'AllowTraffic', 'Succeeded');
    return save(deployment);
  };

  const advance = async (deployment: DeploymentRecord): Promise<void> => {
    if (deployment.status === 'Created')
      Object.assign(deployment, { status: 'InProgress', startTime: Date.now() });
    const alarm = await group.findAlarm(deployment);
    if (alarm !== undefined) {
      const message = `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <${alarm}>`;
      const isRolledBack = rollsBackOn(deployment, 'DEPLOYMENT_STOP_ON_ALARM');
      return fail(deployment, 'Stopped', { code: 'ALARM_ACTIVE', message }, isRolledBack);
    }
    const event = deployment.events.find(({ status }) => status === 'Pending' || status === 'InProgress');
    if (!event) return finish(deployment, 'Succeeded');
    if (event.lifecycleEventName === 'AllowTraffic') return advanceTraffic(deployment, event);
    return advanceHook(deployment, event);
  };

  const look = async (deployment: DeploymentRecord): Promise<void> => {
    try {
      await advance(deployment);
    } catch (error) {
      if (isClosed) return;
      if (!(error instanceof AwsError || error instanceof StepFailure))
        log(`${deployment.deploymentId}: ${(error as Error).stack}`);
      const now = read(deployment);
      if (!now || isOver(now)) return;
      await fail(now, 'Failed', toInformation(error), rollsBackOn(now, 'DEPLOYMENT_FAILURE'));
    } finally {
      busy.delete(deployment.deploymentId);
    }
  };

  /** Deployments that are not over, by region and id: the collection is not read again and again. */
  const open = new Map<string, Pick<DeploymentRecord, 'region' | 'deploymentId'>>();
  const timer = setInterval(() => {
    for (const [id, { region }] of open) {
      if (busy.has(id)) continue;
      const deployment = deployments.get(region, id);
      if (!deployment || isOver(deployment)) {
        open.delete(id);
        continue;
      }
      busy.add(id);
      void hold(look(deployment));
    }
  }, LOOK_MS);
  timer.unref();

  return {
    start(deployment: DeploymentRecord): void {
      save(deployment);
      open.set(deployment.deploymentId, deployment);
    },
    /** A hook function has come to a result. */
    report(deployment: DeploymentRecord, name: Name, status: 'Succeeded' | 'Failed'): void {
      mark(deployment, name, status);
      save(deployment);
      if (status === 'Succeeded') return;
      const hook = name === 'AllowTraffic' ? '' : deployment.spec.hooks[name];
      const message = `The hook function ${hook} of ${name} reported a failure. Its log says why.`;
      const isRolledBack = rollsBackOn(deployment, 'DEPLOYMENT_FAILURE');
      void hold(fail(deployment, 'Failed', { code: 'HOOK_EXECUTION_FAILURE', message }, isRolledBack));
    },
    /** Ends a deployment on request. Without a rollback the alias stays as it is, weights and all. */
    stop(
      deployment: DeploymentRecord,
      isRolledBack = rollsBackOn(deployment, 'DEPLOYMENT_STOP_ON_REQUEST'),
    ): void {
      const message = 'The deployment was stopped on request.';
      void hold(fail(deployment, 'Stopped', { code: 'MANUAL_STOP', message }, isRolledBack));
    },
    /** Goes on with what was under way when the cloud ended. Hooks whose invocation was lost run again. */
    resume(): void {
      for (const deployment of deployments.list()) {
        if (isOver(deployment)) continue;
        for (const event of deployment.events)
          if (event.status === 'InProgress' && event.hookExecutionId !== undefined) event.status = 'Pending';
        save(deployment);
        open.set(deployment.deploymentId, deployment);
      }
    },
    close(): void {
      isClosed = true;
      clearInterval(timer);
    },
  };
}

function rollsBackOn({ autoRollback }: DeploymentRecord, event: RollbackEvent): boolean {
  return autoRollback.enabled === true && (autoRollback.events ?? []).includes(event);
}
