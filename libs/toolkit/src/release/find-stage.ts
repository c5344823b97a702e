import {
  DescribeStacksCommand,
  type CloudFormationClient,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { Place } from '../logs/read-place.ts';
import { aliasOf, API_KEY } from '../serverless/make-aliases.ts';
import { listResources } from './list-resources.ts';

/** A function of a stage beside that which describes the API. */
export type OtherFunction = Readonly<{
  /** What its `function.config.ts` says: its zip is called so. */
  name: string;
  functionName: string;
  /** By which the gateway invokes it. A worker has none: what invokes it gets what was deployed last. */
  alias?: string;
}>;

/** What is deployed of a stage. */
export type DeployedStage = Readonly<{
  /** Where callers reach it: its domain, else the address that AWS gives. */
  url: string;
  functionName: string;
  /** The alias that the gateway invokes. */
  alias: string;
  /** The others of the stack: those that serve routes of the API first, then workers. */
  others: readonly OtherFunction[];
}>;

/**
 * Finds the functions, their aliases and the address of a stage in its stack.
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
  const resources = await listResources(stackName, client);
  const [own, ...serving] = findAliases(resources);
  if (url === undefined || own === undefined)
    throw new Error(`The stack ${stackName} has no address or no alias of a function. Deploy it again.`);
  const named = (functionName: string) => ({ name: functionName.replace(`${stackName}-`, ''), functionName });
  const workers = findFunctions(resources).filter((name) =>
    [own, ...serving].every(({ functionName }) => functionName !== name),
  );
  return {
    url,
    ...own,
    others: [
      ...serving.map(({ functionName, alias }) => ({ ...named(functionName), alias })),
      ...workers.map(named),
    ],
  };
}

/** The aliases, that of the function which describes the API first. */
function findAliases(
  resources: readonly StackResourceSummary[],
): readonly { functionName: string; alias: string }[] {
  const { logicalId } = aliasOf(API_KEY);
  return resources
    .filter(({ ResourceType }) => ResourceType === 'AWS::Lambda::Alias')
    .toSorted((a, b) => Number(b.LogicalResourceId === logicalId) - Number(a.LogicalResourceId === logicalId))
    .flatMap(({ PhysicalResourceId }) => {
      // arn:aws:lambda:<region>:<account>:function:<name>:<alias>
      const [functionName, alias] = PhysicalResourceId?.split(':').slice(6) ?? [];
      return functionName === undefined || alias === undefined ? [] : [{ functionName, alias }];
    });
}

/** Names of the functions that serverless.yml lists: the stack has others, such as that which checks versions. */
function findFunctions(resources: readonly StackResourceSummary[]): readonly string[] {
  return resources
    .filter(
      ({ ResourceType, LogicalResourceId = '' }) =>
        ResourceType === 'AWS::Lambda::Function' && LogicalResourceId.endsWith('LambdaFunction'),
    )
    .flatMap(({ PhysicalResourceId }) => PhysicalResourceId ?? []);
}
