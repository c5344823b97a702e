import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Input } from '../endpoint/call.ts';
import type { Principal } from '../endpoint/principal.ts';
import type { IamRecords } from '../iam/iam-records.ts';
import { trusts } from '../iam/role-permissions.ts';
import { findRouting } from './config-operations.ts';
import { makeDeploymentId } from './deployment-operations.ts';
import {
  isOver,
  type DeploymentRecord,
  type DeploymentRecords,
  type LifecycleEvent,
  type RollbackEvent,
} from './deployment-records.ts';
import { stepsOf } from './traffic-routing.ts';

export type DeploymentParts = {
  records: DeploymentRecords;
  iam: IamRecords;
  accountId: string;
  /** Milliseconds that a minute of a deployment lasts: 60,000, or less to look at one as it goes on. */
  minuteMs: number;
  /** Calls an operation of a service. Throws AwsError. */
  call(service: string, operation: string, input: Input, region: string, principal: Principal): Promise<unknown>;
  log(line: string): void;
};

export type DeploymentRun = ReturnType<typeof runDeployments>;

type Name = LifecycleEvent['lifecycleEventName'];
type ErrorInformation = NonNullable<DeploymentRecord['errorInformation']>;

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
export function runDeployments({ records, iam, accountId, minuteMs, call, log }: DeploymentParts) {
  const { deployments, groups } = records;
  /** Deployments of which a step is being taken. */
  const busy = new Set<string>();
  let isClosed = false;

  const save = (deployment: DeploymentRecord): void =>
    deployments.put([deployment.region, deployment.deploymentId], deployment);
  /** As it is by now: what was read before a call may be old. */
  const read = ({ region, deploymentId }: DeploymentRecord): DeploymentRecord | undefined =>
    deployments.get(region, deploymentId);
  const note = ({ deploymentId, spec }: DeploymentRecord, what: string): void =>
    log(`${deploymentId}  ${spec.functionName}:${spec.alias}  ${what}`);

  /** Calls a service as the role of the group. */
  const callAsRole = async (
    { region, applicationName, deploymentGroupName }: DeploymentRecord,
    service: string,
    operation: string,
    input: Input,
  ): Promise<unknown> => {
    const group = groups.get(region, applicationName, deploymentGroupName);
    if (!group) throw new StepFailure('DEPLOYMENT_GROUP_MISSING', 'The deployment group was deleted.');
    const role = iam.roles.list().find(({ Arn }) => Arn === group.serviceRoleArn);
    if (!role || !trusts(role, 'codedeploy.amazonaws.com', accountId))
      throw new StepFailure(
        'IAM_ROLE_MISSING',
        `CodeDeploy cannot assume the role ${group.serviceRoleArn}. Check that it exists and trusts codedeploy.amazonaws.com.`,
      );
    const principal: Principal = {
      kind: 'role',
      roleName: role.RoleName,
      sessionName: 'CodeDeploy',
      arn: `arn:aws:sts::${accountId}:assumed-role/${role.RoleName}/CodeDeploy`,
    };
    return await call(service, operation, input, region, principal);
  };

  const shift = async (deployment: DeploymentRecord, percent: number): Promise<void> => {
    const { functionName, alias, currentVersion, targetVersion } = deployment.spec;
    const isAll = percent >= 100;
    await callAsRole(deployment, 'lambda', 'UpdateAlias', {
      FunctionName: functionName,
      Name: alias,
      FunctionVersion: isAll ? targetVersion : currentVersion,
      RoutingConfig: { AdditionalVersionWeights: isAll ? {} : { [targetVersion]: percent / 100 } },
    });
    note(deployment, `${percent} % of the traffic goes to version ${targetVersion}`);
  };

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
    Object.assign(deployment, { status, completeTime: Date.now(), ...(error && { errorInformation: error }) });
    save(deployment);
    note(deployment, error ? `${status}: ${error.message}` : status);
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
    // Noted before it is over, so that whoever waits for the end finds the alias where it was.
    await rollBack(deployment);
    return finish(deployment, status, error);
  };

  const rollsBackOn = ({ autoRollback }: DeploymentRecord, event: RollbackEvent): boolean =>
    autoRollback.enabled === true && (autoRollback.events ?? []).includes(event);

  /** Name of an alarm that stops the deployment. */
  const findAlarm = async (deployment: DeploymentRecord): Promise<string | undefined> => {
    const { region, applicationName, deploymentGroupName } = deployment;
    const configuration = groups.get(region, applicationName, deploymentGroupName)?.alarmConfiguration;
    if (configuration?.enabled !== true) return undefined;
    for (const { name } of configuration.alarms ?? []) {
      try {
        const { MetricAlarms } = (await callAsRole(deployment, 'monitoring', 'DescribeAlarms', {
          AlarmNames: [name],
        })) as { MetricAlarms: { StateValue: string }[] };
        if (MetricAlarms.some(({ StateValue }) => StateValue === 'ALARM')) return name;
      } catch (error) {
        if (error instanceof AwsError && configuration.ignorePollAlarmFailure === true) continue;
        throw error;
      }
    }
    return undefined;
  };

  /** Invokes a hook function; its result comes by PutLifecycleEventHookExecutionStatus. */
  const runHook = (deployment: DeploymentRecord, event: LifecycleEvent, hook: string): void => {
    event.hookExecutionId = randomUUID();
    mark(deployment, event.lifecycleEventName, 'InProgress');
    save(deployment);
    const { deploymentId } = deployment;
    const payload = { DeploymentId: deploymentId, LifecycleEventHookExecutionId: event.hookExecutionId };
    const failed = async (error: ErrorInformation): Promise<void> => {
      const now = read(deployment);
      const same = now?.events.find(({ hookExecutionId }) => hookExecutionId === event.hookExecutionId);
      if (!now || isOver(now) || same?.status !== 'InProgress') return;
      await fail(now, 'Failed', error, rollsBackOn(now, 'DEPLOYMENT_FAILURE'));
    };
    void callAsRole(deployment, 'lambda', 'Invoke', {
      FunctionName: hook,
      Payload: new TextEncoder().encode(JSON.stringify(payload)),
    }).then(
      (output) => {
        const { headers = {} } = output as { headers?: Record<string, string> };
        if (headers['x-amz-function-error'] === undefined) return undefined;
        const message = `The hook function ${hook} of ${event.lifecycleEventName} ended with an error.`;
        return failed({ code: 'HOOK_EXECUTION_FAILURE', message });
      },
      (error: unknown) => failed(toInformation(error)),
    );
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
    const alarm = await findAlarm(deployment);
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
      void look(deployment);
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
      void fail(deployment, 'Failed', { code: 'HOOK_EXECUTION_FAILURE', message }, isRolledBack);
    },
    /** Ends a deployment on request. Without a rollback the alias stays as it is, weights and all. */
    stop(
      deployment: DeploymentRecord,
      isRolledBack = rollsBackOn(deployment, 'DEPLOYMENT_STOP_ON_REQUEST'),
    ): void {
      const message = 'The deployment was stopped on request.';
      void fail(deployment, 'Stopped', { code: 'MANUAL_STOP', message }, isRolledBack);
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

/** A step that cannot be taken, with CodeDeploy's code of the error. */
class StepFailure extends Error {
  override readonly name = 'StepFailure';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function toInformation(error: unknown): ErrorInformation {
  if (error instanceof StepFailure) return { code: error.code, message: error.message };
  if (!(error instanceof AwsError))
    return { code: 'INTERNAL_ERROR', message: 'The local AWS failed; its terminal says how.' };
  const isDenied = error.code.startsWith('AccessDenied');
  return { code: isDenied ? 'IAM_ROLE_PERMISSIONS' : 'INVALID_LAMBDA_CONFIGURATION', message: error.message };
}
