import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeployed } from './is-deployed.ts';
import type { Serverless } from './serverless.ts';

/**
 * Prepares the comparison of osls, which skips a deployment of what it put up last. Of ours it lacks the zips, for it looks in its own
 * folder; and what was put up last is not what the stack has after a rollback, its own or CloudFormation's: `force` is set then.
 *
 * @param options of the command, shared with osls
 */
export async function prepareComparison(serverless: Serverless, options: { force?: boolean }): Promise<void> {
  const { provider, functions } = serverless.service;
  for (const { package: zip } of Object.values(functions))
    copyFileSync(zip.artifact, join('.serverless', basename(zip.artifact)));
  const aws = serverless.getProvider('aws');
  // Most commands need no client of AWS.
  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(await aws.getAwsSdkV3Config());
  const template = provider.compiledCloudFormationTemplate;
  options.force ||= !(await isDeployed(template, aws.naming.getStackName(), client));
}
