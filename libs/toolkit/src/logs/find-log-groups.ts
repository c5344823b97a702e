import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { listResources } from '../release/list-resources.ts';
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
  const resources = await listResources(stackName, client).catch((error: Error) => {
    if (error.name !== 'ValidationError') throw error;
    throw new Error(
      `There is no stack ${stackName} in ${region}. Check --stage and --region, or deploy it: npx serverless deploy.`,
      { cause: error },
    );
  });
  return resources
    .filter(({ ResourceType }) => ResourceType === 'AWS::Logs::LogGroup')
    .map(({ PhysicalResourceId: name = '' }) => ({ name, label: labelOf(name, stackName) }));
}

function labelOf(name: string, stackName: string): string {
  const [, functionName] = /^\/aws\/lambda\/(.+)$/.exec(name) ?? [];
  if (functionName === undefined) return 'access';
  return functionName.startsWith(`${stackName}-`) ? functionName.slice(stackName.length + 1) : functionName;
}
