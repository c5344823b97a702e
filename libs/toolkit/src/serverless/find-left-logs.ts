import { DescribeStackResourceCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DescribeLogGroupsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { resourcesOf, type Template } from '../template/template.ts';

export type Surroundings = Readonly<{
  stackName: string;
  region: string;
  logs: Pick<CloudWatchLogsClient, 'send'>;
  cloudFormation: Pick<CloudFormationClient, 'send'>;
}>;

/**
 * Finds log groups of an earlier stack of this name, which outlived it: CloudFormation does not make a log group that is
 * there already, and would fail.
 *
 * @throws the error of AWS when these credentials may not ask
 */
export async function findLeftLogs(
  template: Template,
  { stackName, region, logs, cloudFormation }: Surroundings,
): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { id, properties } of resourcesOf(template, 'AWS::Logs::LogGroup')) {
    const { LogGroupName: name } = properties;
    if (typeof name !== 'string' || !(await exists(name, logs))) continue;
    if ((await physicalIdOf(id, stackName, cloudFormation)) === name) continue;
    left.push(
      `The log group ${name} in ${region} is there already, from an earlier stack, and CloudFormation cannot make it again. ` +
        'Delete it, when its records are not needed any more:\n' +
        `  aws logs delete-log-group --region ${region} --log-group-name ${name}`,
    );
  }
  return left;
}

async function exists(name: string, logs: Pick<CloudWatchLogsClient, 'send'>): Promise<boolean> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  return logGroups.some(({ logGroupName }) => logGroupName === name);
}

/** What the resource is called in AWS, when the stack has it. */
async function physicalIdOf(
  id: string,
  stackName: string,
  cloudFormation: Pick<CloudFormationClient, 'send'>,
): Promise<string | undefined> {
  try {
    const command = new DescribeStackResourceCommand({ StackName: stackName, LogicalResourceId: id });
    const { StackResourceDetail } = await cloudFormation.send(command);
    return StackResourceDetail?.PhysicalResourceId;
  } catch (error) {
    // Said of a stack, and of a resource, that does not exist.
    if ((error as Error).name === 'ValidationError') return undefined;
    throw error;
  }
}
