import { isOver, type DeploymentRecord } from './deployment-records.ts';

/** A deployment as the API has it. */
export function describeDeployment(deployment: DeploymentRecord): object {
  const { revision, createTime, startTime, completeTime, autoRollback, errorInformation } = deployment;
  const { revisionType, content } = revision;
  return {
    applicationName: deployment.applicationName,
    deploymentGroupName: deployment.deploymentGroupName,
    deploymentConfigName: deployment.deploymentConfigName,
    deploymentId: deployment.deploymentId,
    revision: {
      revisionType,
      ...(revisionType === 'String' ? { string: { content } } : { appSpecContent: { content } }),
    },
    status: deployment.status,
    ...(errorInformation && { errorInformation }),
    createTime: new Date(createTime),
    ...(startTime !== undefined && { startTime: new Date(startTime) }),
    ...(completeTime !== undefined && { completeTime: new Date(completeTime) }),
    deploymentOverview: overviewOf(deployment),
    ...(deployment.description !== undefined && { description: deployment.description }),
    creator: deployment.creator,
    autoRollbackConfiguration: autoRollback,
    ...(deployment.rollbackInfo && { rollbackInfo: deployment.rollbackInfo }),
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    computePlatform: 'Lambda',
  };
}

/** The one target of a deployment: an alias of a function. */
export function describeTarget(
  { deploymentId, region, spec, events, status, startTime, weight }: DeploymentRecord,
  accountId: string,
): object {
  const { functionName, alias, currentVersion, targetVersion } = spec;
  return {
    deploymentTargetType: 'LambdaTarget',
    lambdaTarget: {
      deploymentId,
      targetId: `${functionName}:${alias}`,
      targetArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}:${alias}`,
      status: { Created: 'Pending', Stopped: 'Failed' }[status as string] ?? status,
      ...(startTime !== undefined && { lastUpdatedAt: new Date(startTime) }),
      lifecycleEvents: events.map(({ hookExecutionId: _id, startTime: began, endTime, ...event }) => ({
        ...event,
        ...(began !== undefined && { startTime: new Date(began) }),
        ...(endTime !== undefined && { endTime: new Date(endTime) }),
      })),
      lambdaFunctionInfo: {
        functionName,
        functionAlias: alias,
        currentVersion,
        targetVersion,
        targetVersionWeight: weight / 100,
      },
    },
  };
}

function overviewOf(deployment: DeploymentRecord): object {
  const { status } = deployment;
  return {
    Pending: Number(status === 'Created'),
    InProgress: Number(!isOver(deployment) && status !== 'Created'),
    Succeeded: Number(status === 'Succeeded'),
    Failed: Number(status === 'Failed' || status === 'Stopped'),
    Skipped: 0,
    Ready: 0,
  };
}
