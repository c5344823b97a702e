import { ListStackResourcesCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Place } from './read-place.ts';

export type LogGroup = Readonly<{
  name: string;
  /** `access` for that of a gateway; else the function, without the name of the stack before it. */
  label: string;
}>;

/**
 * The log groups of a stack.
 *
 * @throws Error in a sentence when there is no such stack
 */
export async function findLogGroups(
  { stackName, region }: Place,
  client: Pick<CloudFormationClient, 'send'>,
): Promise<readonly LogGroup[]> {
  const groups: LogGroup[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client
      .send(new ListStackResourcesCommand({ StackName: stackName, NextToken }))
      .catch((error: Error) => {
        if (error.name !== 'ValidationError') throw error;
        throw new Error(
          `There is no stack ${stackName} in ${region}. Check --stage and --region, or deploy it: npx serverless deploy.`,
          { cause: error },
        );
      });
    for (const { ResourceType, PhysicalResourceId: name = '' } of page.StackResourceSummaries ?? []) {
      if (ResourceType === 'AWS::Logs::LogGroup') groups.push({ name, label: labelOf(name, stackName) });
    }
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return groups;
}

function labelOf(name: string, stackName: string): string {
  const [, functionName] = /^\/aws\/lambda\/(.+)$/.exec(name) ?? [];
  if (functionName === undefined) return 'access';
  return functionName.startsWith(`${stackName}-`) ? functionName.slice(stackName.length + 1) : functionName;
}
