import { checkAccount } from './check-account.ts';
import { findPackagedViolations } from './find-packaged-violations.ts';
import type { Serverless } from './serverless.ts';

/**
 * What keeps a template from being deployed to the account and region that it is meant for, a sentence each. Asks AWS, and changes nothing.
 *
 * @param serverless has read what it deploys by now, packaged just now or before
 * @param warn told of what these credentials may not ask
 */
export async function findDeploymentViolations(
  serverless: Serverless,
  warn: (sentence: string) => void,
): Promise<readonly string[]> {
  const { provider } = serverless.service;
  const template = provider.compiledCloudFormationTemplate;
  const { package: packaged, stage = 'dev', region = provider.region } = serverless.processedInput.options;
  if (packaged !== undefined) {
    const violations = findPackagedViolations(template, provider, { stage, region });
    if (violations.length > 0) return violations;
  }
  const aws = serverless.getProvider('aws');
  const account = {
    config: await aws.getAwsSdkV3Config(),
    region: aws.getRegion(),
    stackName: aws.naming.getStackName(),
  };
  return checkAccount(template, account, warn);
}
