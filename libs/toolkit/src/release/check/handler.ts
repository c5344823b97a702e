/**
 * The function that CodeDeploy runs before a version gets traffic. It lies in the template as text, with the routes of the
 * deployment, and is of no package: the AWS SDK is the one that Lambda brings.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { checkVersion, type Invoke } from './check-version.ts';
import { forgeToken } from './forge-token.ts';
import { makeProbes, type CheckedRoute } from './probe.ts';
import { retryDenied } from './retry-denied.ts';

/** Put in when the function is packaged. */
declare const CHECKED_ROUTES: readonly CheckedRoute[];

type Event = Readonly<{ DeploymentId: string; LifecycleEventHookExecutionId: string }>;

const codeDeploy = new CodeDeployClient();
const lambda = new LambdaClient();

/** Reports whether the version may have traffic. An error of its own is a reason not to release either. */
export async function handler({ DeploymentId, LifecycleEventHookExecutionId }: Event): Promise<void> {
  const problems = await findProblems();
  for (const problem of problems) console.error(problem);
  await codeDeploy.send(
    new PutLifecycleEventHookExecutionStatusCommand({
      deploymentId: DeploymentId,
      lifecycleEventHookExecutionId: LifecycleEventHookExecutionId,
      status: problems.length === 0 ? 'Succeeded' : 'Failed',
    }),
  );
}

async function findProblems(): Promise<readonly string[]> {
  try {
    const { STAGE = '', ISSUER = '', AUDIENCE = '', ORIGIN_SECRET: originSecret } = process.env;
    const target = { stage: STAGE, originSecret };
    const forged = forgeToken({ issuer: ISSUER, audience: AUDIENCE });
    return await checkVersion(makeProbes(CHECKED_ROUTES, forged), target, retryDenied(invoke));
  } catch (error) {
    return [`The check itself fails: ${(error as Error).stack}`];
  }
}

const invoke: Invoke = async (event) => {
  const { FunctionError, Payload = new Uint8Array() } = await lambda.send(
    new InvokeCommand({ FunctionName: process.env['VERSION_ARN'], Payload: JSON.stringify(event) }),
  );
  return {
    payload: Buffer.from(Payload).toString('utf8'),
    ...(FunctionError !== undefined && { functionError: FunctionError }),
  };
};
