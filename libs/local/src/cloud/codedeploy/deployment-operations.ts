import { randomBytes } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, list, moment, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { NAME } from './application-operations.ts';
import { findRouting } from './config-operations.ts';
import { isOver, type DeploymentRecord, type DeploymentRecords } from './deployment-records.ts';
import { describeDeployment, describeTarget } from './describe-deployment.ts';
import { findGroup } from './group-operations.ts';
import { parseAppSpec } from './parse-app-spec.ts';
import type { DeploymentRun } from './run-deployments.ts';

const STATUSES = [
  'Created',
  'Queued',
  'InProgress',
  'Baking',
  'Succeeded',
  'Failed',
  'Stopped',
  'Ready',
] as const;
const ID = text({ min: 1 });

/** `d-` and nine characters, as AWS names deployments. */
export function makeDeploymentId(): string {
  return `d-${randomBytes(8).toString('hex').slice(0, 9).toUpperCase()}`;
}

/** Finds a deployment, or throws AwsError `DeploymentDoesNotExistException`. */
export function findDeployment(
  { deployments }: DeploymentRecords,
  id: string,
  { region }: Call,
): DeploymentRecord {
  const found = deployments.get(region, id);
  if (!found)
    throw new AwsError('DeploymentDoesNotExistException', `The deployment ${id} could not be found`);
  return found;
}

/** The operations on deployments. */
export function deploymentOperations(
  records: DeploymentRecords,
  run: DeploymentRun,
): Record<string, Operation> {
  const { deployments } = records;
  const byId = structure({ deploymentId: ID });
  return {
    CreateDeployment: operation(
      structure({
        applicationName: NAME,
        deploymentGroupName: NAME,
        deploymentConfigName: optional(NAME),
        description: optional(text({ max: 256 })),
        revision: structure({
          revisionType: oneOf('AppSpecContent', 'String'),
          appSpecContent: optional(structure({ content: text(), sha256: optional(text()) })),
          string: optional(structure({ content: text(), sha256: optional(text()) })),
        }),
      }),
      ({ applicationName, deploymentGroupName, revision, description, ...input }, call) => {
        const group = findGroup(records, { applicationName, deploymentGroupName }, call);
        const { deploymentConfigName = group.deploymentConfigName } = input;
        findRouting(records, call.region, deploymentConfigName);
        const { content } = revision.appSpecContent ?? revision.string ?? { content: '' };
        const spec = parseAppSpec(content);
        const running = deployments
          .list(call.region)
          .find(
            (one) =>
              !isOver(one) &&
              one.applicationName === applicationName &&
              one.deploymentGroupName === deploymentGroupName,
          );
        if (running)
          throw new AwsError(
            'DeploymentLimitExceededException',
            `The Deployment Group '${deploymentGroupName}' already has an active Deployment '${running.deploymentId}'`,
          );
        const deploymentId = makeDeploymentId();
        run.start({
          region: call.region,
          deploymentId,
          applicationName,
          deploymentGroupName,
          deploymentConfigName,
          ...(description !== undefined && { description }),
          revision: { revisionType: revision.revisionType, content },
          spec,
          creator: 'user',
          status: 'Created',
          createTime: Date.now(),
          events: (['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic'] as const).map((name) => ({
            lifecycleEventName: name,
            status: 'Pending',
          })),
          steps: { taken: 0, nextAt: 0 },
          weight: 0,
          autoRollback: group.autoRollbackConfiguration ?? {},
        });
        return { deploymentId };
      },
    ),
    GetDeployment: operation(byId, ({ deploymentId }, call) => ({
      deploymentInfo: describeDeployment(findDeployment(records, deploymentId, call)),
    })),
    BatchGetDeployments: operation(
      structure({ deploymentIds: list(ID, { max: 25 }) }),
      ({ deploymentIds }, call) => ({
        deploymentsInfo: deploymentIds.map((id) => describeDeployment(findDeployment(records, id, call))),
      }),
    ),
    ListDeployments: operation(
      structure({
        applicationName: optional(NAME),
        deploymentGroupName: optional(NAME),
        includeOnlyStatuses: optional(list(oneOf(...STATUSES))),
        createTimeRange: optional(structure({ start: optional(moment()), end: optional(moment()) })),
        nextToken: optional(text()),
      }),
      ({ applicationName, deploymentGroupName, includeOnlyStatuses, createTimeRange = {} }, { region }) => {
        const { start = 0, end = Infinity } = createTimeRange;
        const found = deployments
          .list(region)
          .filter(
            (one) =>
              (applicationName === undefined || one.applicationName === applicationName) &&
              (deploymentGroupName === undefined || one.deploymentGroupName === deploymentGroupName) &&
              (includeOnlyStatuses?.some((status) => status === one.status) ?? true) &&
              one.createTime >= start &&
              one.createTime <= end,
          )
          .sort((one, other) => other.createTime - one.createTime);
        return { deployments: found.map(({ deploymentId }) => deploymentId) };
      },
    ),
    StopDeployment: operation(
      structure({ deploymentId: ID, autoRollbackEnabled: optional(flag()) }),
      ({ deploymentId, autoRollbackEnabled }, call) => {
        const deployment = findDeployment(records, deploymentId, call);
        if (isOver(deployment))
          throw new AwsError(
            'DeploymentAlreadyCompletedException',
            `Deployment ${deploymentId} is already in a terminal state`,
          );
        run.stop(deployment, autoRollbackEnabled);
        return { status: 'Succeeded', statusMessage: 'The deployment has been stopped.' };
      },
    ),
    PutLifecycleEventHookExecutionStatus: operation(
      structure({
        deploymentId: ID,
        lifecycleEventHookExecutionId: ID,
        status: oneOf('Succeeded', 'Failed', 'Pending', 'InProgress', 'Skipped', 'Unknown'),
      }),
      ({ deploymentId, lifecycleEventHookExecutionId, status }, call) => {
        const deployment = findDeployment(records, deploymentId, call);
        const event = deployment.events.find((one) => one.hookExecutionId === lifecycleEventHookExecutionId);
        if (!event)
          throw new AwsError(
            'InvalidLifecycleEventHookExecutionIdException',
            `The lifecycle event hook execution id ${lifecycleEventHookExecutionId} is not of this deployment`,
          );
        if (status !== 'Succeeded' && status !== 'Failed')
          throw new AwsError(
            'InvalidLifecycleEventHookExecutionStatusException',
            'The status must be Succeeded or Failed.',
          );
        if (event.status !== 'InProgress')
          throw new AwsError(
            'LifecycleEventAlreadyCompletedException',
            `The lifecycle event ${event.lifecycleEventName} is over`,
          );
        run.report(deployment, event.lifecycleEventName, status);
        return { lifecycleEventHookExecutionId };
      },
    ),
    ListDeploymentTargets: operation(
      structure({ deploymentId: ID, nextToken: optional(text()) }),
      ({ deploymentId }, call) => {
        const { spec } = findDeployment(records, deploymentId, call);
        return { targetIds: [`${spec.functionName}:${spec.alias}`] };
      },
    ),
    GetDeploymentTarget: operation(
      structure({ deploymentId: ID, targetId: ID }),
      ({ deploymentId }, call) => ({
        deploymentTarget: describeTarget(findDeployment(records, deploymentId, call), call.accountId),
      }),
    ),
    BatchGetDeploymentTargets: operation(
      structure({ deploymentId: ID, targetIds: list(ID) }),
      ({ deploymentId }, call) => ({
        deploymentTargets: [describeTarget(findDeployment(records, deploymentId, call), call.accountId)],
      }),
    ),
  };
}
