import { paginateDescribeStackEvents, type CloudFormationClient } from '@aws-sdk/client-cloudformation';

/**
 * When the deployments of a stack that ended well ended, in milliseconds since 1970, the latest first. CloudFormation remembers 90 days.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html
 */
export async function* listDeployments(
  StackName: string,
  client: CloudFormationClient,
): AsyncGenerator<number, void> {
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
    for (const { PhysicalResourceId, StackId, ResourceStatus = '', Timestamp } of StackEvents)
      if (PhysicalResourceId === StackId && Timestamp && /^(CREATE|UPDATE)_COMPLETE$/.test(ResourceStatus))
        yield Timestamp.getTime();
  }
}
