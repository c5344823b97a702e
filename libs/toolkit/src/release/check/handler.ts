/**
 * The function that CodeDeploy runs before a version gets traffic. It lies in the template as text, with the routes of the
 * deployment, and is of no package: the AWS SDK is the one that Lambda brings.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
import { setTimeout as pause } from 'node:timers/promises';
import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { parseSecretReference } from '@lambda-nest/application/env';
import { readSecret } from '@lambda-nest/application/read-secret';
import { checkRelease, type Verdict } from './check-release.ts';
import type { Invoke } from './check-version.ts';
import { parseCallers, type GivenCallers } from './checked-caller.ts';
import { forgeToken } from './forge-token.ts';
import type { CheckedRoute } from './probe.ts';
import { retryDenied } from './retry-denied.ts';

/** Put in when the function is packaged. */
declare const CHECKED_ROUTES: readonly CheckedRoute[];
/** Of the route that signs people in with a password; empty where the deployment has none. */
declare const SIGN_IN_PATH: string;

type Event = Readonly<{ DeploymentId: string; LifecycleEventHookExecutionId: string }>;

const codeDeploy = new CodeDeployClient();
const lambda = new LambdaClient();

/** Reports whether the version may have traffic. An error of its own is a reason not to release either. */
export async function handler({ DeploymentId, LifecycleEventHookExecutionId }: Event): Promise<void> {
  const { problems, notes } = await check();
  for (const problem of problems) console.error(problem);
  for (const note of notes) console.info(note);
  await codeDeploy.send(
    new PutLifecycleEventHookExecutionStatusCommand({
      deploymentId: DeploymentId,
      lifecycleEventHookExecutionId: LifecycleEventHookExecutionId,
      status: problems.length === 0 ? 'Succeeded' : 'Failed',
    }),
  );
}

async function check(): Promise<Verdict> {
  const { STAGE = '', ISSUER = '', AUDIENCE = '', ORIGIN_SECRET: originSecret, CALLERS } = process.env;
  const { VERSION_ARN = '', SIGN_IN_VERSION_ARN = VERSION_ARN } = process.env;
  try {
    return await checkRelease({
      routes: CHECKED_ROUTES,
      target: { stage: STAGE, originSecret },
      forged: forgeToken({ issuer: ISSUER, audience: AUDIENCE }),
      invoke: invokeVersion(VERSION_ARN),
      ...(CALLERS !== undefined && { readCallers: () => readCallers(CALLERS) }),
      ...(SIGN_IN_PATH !== '' && {
        signIn: { path: SIGN_IN_PATH, invoke: invokeVersion(SIGN_IN_VERSION_ARN) },
      }),
      fetch,
      pause,
    });
  } catch (error) {
    return { problems: [`The check itself fails: ${(error as Error).stack}`], notes: [] };
  }
}

/** Whom to call as. The permission to read the secret is as old as the parameter that names it. */
async function readCallers(place: string): Promise<GivenCallers> {
  const reference = parseSecretReference(place);
  if (!reference) throw new TypeError('CALLERS names no place of a secret.');
  try {
    return parseCallers(await retryDenied(readSecret)(reference));
  } catch (error) {
    if (!('$metadata' in (error as Error))) throw error;
    const problem = `The secret of releaseCallers cannot be read from ${place}: ${(error as Error).name}.`;
    return { callers: [], problems: [`${problem} Put it there in this region, or leave the parameter out.`] };
  }
}

function invokeVersion(versionArn: string): Invoke {
  return retryDenied(async (event) => {
    const { FunctionError, Payload = new Uint8Array() } = await lambda.send(
      new InvokeCommand({ FunctionName: versionArn, Payload: JSON.stringify(event) }),
    );
    return {
      payload: Buffer.from(Payload).toString('utf8'),
      ...(FunctionError !== undefined && { functionError: FunctionError }),
    };
  });
}
