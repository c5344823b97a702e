import type { Template } from '../template/template.ts';
import { findLeftLogs } from './find-left-logs.ts';
import { findMissingParameters } from './find-missing-parameters.ts';

/** How clients of the AWS SDK reach the account that is deployed to. */
export type Account = Readonly<{ config: object; region: string; stackName: string }>;

/**
 * Asks the account, before CloudFormation starts, for what would make it fail minutes later. What these credentials may not
 * ask is left to CloudFormation, with a warning.
 */
export async function checkAccount(
  template: Template,
  { config, region, stackName }: Account,
  warn: (sentence: string) => void,
): Promise<readonly string[]> {
  const [{ SSMClient }, { CloudWatchLogsClient }, { CloudFormationClient }] = await Promise.all([
    import('@aws-sdk/client-ssm'),
    import('@aws-sdk/client-cloudwatch-logs'),
    import('@aws-sdk/client-cloudformation'),
  ]);
  const attempt = async (
    what: string,
    find: () => Promise<readonly string[]>,
  ): Promise<readonly string[]> => {
    try {
      return await find();
    } catch (error) {
      if (!isOfAws(error)) throw error;
      warn(`Not checked beforehand: ${what} (${error.name}: ${error.message}).`);
      return [];
    }
  };
  const surroundings = {
    stackName,
    region,
    logs: new CloudWatchLogsClient(config),
    cloudFormation: new CloudFormationClient(config),
  };
  return [
    ...(await attempt('whether SSM has the parameters', () =>
      findMissingParameters(template, region, new SSMClient(config)),
    )),
    ...(await attempt('whether log groups of an earlier stack are left', () =>
      findLeftLogs(template, surroundings),
    )),
  ];
}

/** A response that AWS, or whatever stands before it, gave; and not a mistake of ours. */
function isOfAws(error: unknown): error is Error {
  return error instanceof Error && ('$metadata' in error || '$response' in error);
}
