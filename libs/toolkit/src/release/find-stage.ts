import {
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type CloudFormationClient,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { Place } from '../logs/read-place.ts';
import { aliasOf, API_KEY } from '../serverless/make-aliases.ts';

/** What is deployed of a stage. */
export type DeployedStage = Readonly<{
  /** Where callers reach it: its domain, else the address that AWS gives. */
  url: string;
  functionName: string;
  /** The alias that the gateway invokes. */
  alias: string;
  /** Other functions that serve routes of the API, each by an alias of its own. */
  otherFunctions: readonly string[];
}>;

/**
 * Finds the function, its alias and the address of a stage in its stack.
 *
 * @throws Error in a sentence when there is no such stack, or it is not one of these
 */
export async function findStage(
  { stackName, region }: Place,
  client: Pick<CloudFormationClient, 'send'>,
): Promise<DeployedStage> {
  const { Stacks = [] } = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: Error) => {
      if (error.name !== 'ValidationError') throw error;
      throw new Error(
        `There is no stack ${stackName} in ${region}. Check --stage and --region, or deploy it: npm run deploy.`,
        { cause: error },
      );
    });
  const outputs = new Map(Stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const url = outputs.get('CustomUrl') ?? outputs.get('HttpApiUrl');
  const [arn, ...others] = await findAliases(stackName, client);
  // arn:aws:lambda:<region>:<account>:function:<name>:<alias>
  const [functionName, alias] = arn?.split(':').slice(6) ?? [];
  if (url === undefined || functionName === undefined || alias === undefined)
    throw new Error(`The stack ${stackName} has no address or no alias of a function. Deploy it again.`);
  const otherFunctions = others.map((other) => other.split(':')[6] ?? other);
  return { url, functionName, alias, otherFunctions };
}

/** ARNs of the aliases, that of the API's own function first. */
async function findAliases(
  StackName: string,
  client: Pick<CloudFormationClient, 'send'>,
): Promise<readonly string[]> {
  const found: StackResourceSummary[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListStackResourcesCommand({ StackName, NextToken }));
    found.push(
      ...(page.StackResourceSummaries ?? []).filter(
        ({ ResourceType }) => ResourceType === 'AWS::Lambda::Alias',
      ),
    );
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  const { logicalId } = aliasOf(API_KEY);
  return found
    .toSorted((a, b) => Number(b.LogicalResourceId === logicalId) - Number(a.LogicalResourceId === logicalId))
    .flatMap(({ PhysicalResourceId }) => PhysicalResourceId ?? []);
}
