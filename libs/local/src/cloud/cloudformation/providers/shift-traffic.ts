import { parseAppSpec, writeAppSpec } from '../../codedeploy/parse-app-spec.ts';
import { AwsError } from '../../endpoint/aws-error.ts';
import type { Properties, ProviderContext } from './provider.ts';

/** How an alias goes to another version: by a deployment of CodeDeploy. */
export type TrafficPolicy = {
  applicationName: string;
  deploymentGroupName: string;
  hooks: { BeforeAllowTraffic?: string; AfterAllowTraffic?: string };
};

type Deployment = {
  deploymentId: string;
  status: string;
  revision: { appSpecContent: { content: string } };
  errorInformation?: { message: string };
};

/**
 * Reads `CodeDeployLambdaAliasUpdate` of an update policy.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html
 */
export function readTrafficPolicy({ updatePolicy }: ProviderContext): TrafficPolicy | undefined {
  const policy = updatePolicy['CodeDeployLambdaAliasUpdate'] as Record<string, string> | undefined;
  if (!policy) return undefined;
  const { ApplicationName, DeploymentGroupName, BeforeAllowTrafficHook, AfterAllowTrafficHook } = policy;
  if (!ApplicationName || !DeploymentGroupName)
    throw new AwsError(
      'ValidationError',
      'CodeDeployLambdaAliasUpdate must have ApplicationName and DeploymentGroupName',
    );
  return {
    applicationName: ApplicationName,
    deploymentGroupName: DeploymentGroupName,
    hooks: {
      ...(BeforeAllowTrafficHook && { BeforeAllowTraffic: BeforeAllowTrafficHook }),
      ...(AfterAllowTrafficHook && { AfterAllowTraffic: AfterAllowTrafficHook }),
    },
  };
}

/**
 * Starts the deployment that moves an alias to its version.
 *
 * Assumed: it starts from the version that the alias has, also when that was changed by hand since the last update.
 */
export async function startTraffic(
  { applicationName, deploymentGroupName, hooks }: TrafficPolicy,
  { FunctionName, Name, FunctionVersion }: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const { FunctionVersion: current } = await call('lambda', 'GetAlias', { FunctionName, Name });
  if (String(current) === String(FunctionVersion)) return;
  const content = writeAppSpec({
    functionName: String(FunctionName),
    alias: String(Name),
    currentVersion: String(current),
    targetVersion: String(FunctionVersion),
    hooks,
  });
  await call('codedeploy', 'CreateDeployment', {
    applicationName,
    deploymentGroupName,
    revision: { revisionType: 'AppSpecContent', appSpecContent: { content } },
  });
}

/** Waits for the deployment that moves an alias to the version that it is to have. Throws AwsError when it fails. */
export async function waitForTraffic(
  policy: TrafficPolicy,
  { FunctionVersion }: Properties,
  context: ProviderContext,
): Promise<void> {
  const newest = await findNewest(policy, context);
  // An update that changed something else than the version.
  if (!newest) return;
  if (parseAppSpec(newest.revision.appSpecContent.content).targetVersion !== String(FunctionVersion)) return;
  const { deploymentId } = newest;
  const ended = await context.waitFor(async () => {
    const found = await readDeployment(deploymentId, context);
    return ['Succeeded', 'Failed', 'Stopped'].includes(found.status) ? found : undefined;
  });
  if (ended.status !== 'Succeeded')
    throw new AwsError(
      'NotStabilized',
      `CodeDeploy deployment ${deploymentId} ${ended.status.toLowerCase()}: ${ended.errorInformation?.message}`,
    );
}

/**
 * Ends the deployment that is under way.
 *
 * Assumed: when a stack is rolled back its alias goes back at once, without hooks.
 */
export async function stopTraffic(policy: TrafficPolicy, context: ProviderContext): Promise<void> {
  const newest = await findNewest(policy, context);
  if (!newest || ['Succeeded', 'Failed', 'Stopped'].includes(newest.status)) return;
  const { deploymentId } = newest;
  await context.call('codedeploy', 'StopDeployment', { deploymentId, autoRollbackEnabled: true });
}

async function findNewest(
  { applicationName, deploymentGroupName }: TrafficPolicy,
  context: ProviderContext,
): Promise<Deployment | undefined> {
  const { deployments } = (await context.call('codedeploy', 'ListDeployments', {
    applicationName,
    deploymentGroupName,
  })) as { deployments: string[] };
  for (const id of deployments) {
    const found = await readDeployment(id, context);
    // Those that CodeDeploy makes itself, to roll another one back, have the revision of that one.
    if (!('rollbackTriggeringDeploymentId' in (found.rollbackInfo ?? {}))) return found;
  }
  return undefined;
}

async function readDeployment(
  deploymentId: string,
  { call }: ProviderContext,
): Promise<Deployment & { rollbackInfo?: object }> {
  const { deploymentInfo } = await call('codedeploy', 'GetDeployment', { deploymentId });
  return deploymentInfo as Deployment;
}
