import type { CloudFormationClient, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { AddPermissionCommand, CreateAliasCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { DeployedStage } from './find-stage.ts';
import { listResources } from './list-resources.ts';

type Clients = Readonly<{
  lambda: Pick<LambdaClient, 'send'>;
  cloudFormation: Pick<CloudFormationClient, 'send'>;
}>;

/**
 * Makes an alias again that was deleted, and the permission of the gateway, which goes with an alias.
 *
 * The permission gets the id that the stack knows it by, so that the stack can remove it later.
 *
 * @throws Error in a sentence when the stack is not one of these
 */
export async function restoreAlias(
  { functionName, alias }: Pick<DeployedStage, 'functionName' | 'alias'>,
  { stackName, version }: Readonly<{ stackName: string; version: string }>,
  { lambda, cloudFormation }: Clients,
): Promise<void> {
  const resources = await listResources(stackName, cloudFormation);
  const idOf = (type: string): string => physicalIdOf(type, resources, stackName);
  const statementId = physicalIdOf(
    'AWS::Lambda::Permission',
    resources.filter(isPermissionOf(findPrefix({ functionName, alias }, resources))),
    stackName,
  );
  const [api, stage] = [idOf('AWS::ApiGatewayV2::Api'), idOf('AWS::ApiGatewayV2::Stage')];
  const { AliasArn = '' } = await lambda.send(
    new CreateAliasCommand({ FunctionName: functionName, Name: alias, FunctionVersion: version }),
  );
  // arn:<partition>:lambda:<region>:<account>:function:<name>:<alias>
  const [, partition, , region, account] = AliasArn.split(':');
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: functionName,
      Qualifier: alias,
      StatementId: statementId,
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      // As infra/resources/stage.yml says it.
      SourceArn: `arn:${partition}:execute-api:${region}:${account}:${api}/${stage}/*`,
    }),
  );
}

/** What the logical ids of a function's resources begin with: `Api` of `ApiLambdaAliasLive`. */
function findPrefix(
  { functionName, alias }: Pick<DeployedStage, 'functionName' | 'alias'>,
  resources: readonly StackResourceSummary[],
): string {
  const own = resources.find(
    ({ ResourceType, PhysicalResourceId }) =>
      ResourceType === 'AWS::Lambda::Alias' && PhysicalResourceId?.endsWith(`:${functionName}:${alias}`),
  );
  return own?.LogicalResourceId?.replace(/(?:Lambda)?Alias(?:Live)?$/, '') ?? '';
}

function isPermissionOf(prefix: string): (resource: StackResourceSummary) => boolean {
  return ({ LogicalResourceId = '' }) =>
    LogicalResourceId.startsWith(prefix) &&
    /^(?:Lambda)?Permission/.test(LogicalResourceId.slice(prefix.length));
}

function physicalIdOf(type: string, resources: readonly StackResourceSummary[], stackName: string): string {
  const ids = resources.flatMap(({ ResourceType, PhysicalResourceId }) =>
    ResourceType === type ? (PhysicalResourceId ?? []) : [],
  );
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  throw new Error(
    `The stack ${stackName} has ${ids.length} resources of the type ${type}, and one is expected. Make the alias and its ` +
      'permission by hand: aws lambda create-alias, aws lambda add-permission.',
  );
}
