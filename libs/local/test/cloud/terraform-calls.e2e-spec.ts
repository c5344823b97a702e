import { readFileSync } from 'node:fs';
import * as gw from '@aws-sdk/client-apigatewayv2';
import * as cw from '@aws-sdk/client-cloudwatch-logs';
import * as im from '@aws-sdk/client-iam';
import * as fn from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { handlerZip } from './make-function.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { startIssuer, type Issuer } from '@lambda-nest/testing';

jest.setTimeout(120_000);

/**
 * The calls that Terraform's AWS provider makes for the resources of the modules, as its documentation and theirs name them, in the
 * order of their references: no Terraform runs here.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
const PREFIX = 'acme-nest-api';
const NAME = `${PREFIX}-codeless`;
const STAGE = 'mvp';
const DOMAIN = 'api.example.com';
const Tags = { service: 'lambda-nest-api' };
const tagList = [{ Key: 'service', Value: 'lambda-nest-api' }];

type RouteDefinition = Readonly<{
  operation_name: string;
  route_key: string;
  authorization_type?: string;
  authorization_scopes?: string[];
}>;
const { routes_definitions: definitions } = JSON.parse(
  readFileSync('infra/generated/routes.auto.tfvars.json', 'utf8'),
) as { routes_definitions: Record<string, RouteDefinition> };

let issuer: Issuer;
let cloud: TestCloud;
let gateway: gw.ApiGatewayV2Client;
let iam: im.IAMClient;
let lambda: fn.LambdaClient;
let logs: cw.CloudWatchLogsClient;
beforeAll(async () => {
  issuer = await startIssuer();
  cloud = await startTestCloud({
    defaultRegion: 'eu-west-1',
    identities: [issuer],
    parameters: { '/lambda-nest-api/firebase-app-api-key': 'local' },
  });
  gateway = new gw.ApiGatewayV2Client(cloud.client);
  iam = new im.IAMClient(cloud.client);
  lambda = new fn.LambdaClient(cloud.client);
  logs = new cw.CloudWatchLogsClient(cloud.client);
});
afterAll(async () => {
  await cloud.remove();
  await issuer.close();
});

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const reply = (text: string): Buffer =>
  handlerZip(`export const handler = async () => ({ statusCode: 200, body: '${text}' });`);
const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

let apiId = '';
let roleArn = '';
const made: { authorizer?: string; integration?: string; routes: string[]; mapping?: string } = {
  routes: [],
};

describe('terraform apply', () => {
  it('asks who it is, and for what is there already', async () => {
    const { Account } = await new STSClient(cloud.client).send(new GetCallerIdentityCommand({}));
    expect(Account).toBe('123456789012');
    const { Parameter } = await new SSMClient(cloud.client).send(
      new GetParameterCommand({ Name: '/lambda-nest-api/firebase-app-api-key', WithDecryption: true }),
    );
    expect(Parameter?.Value).toBe('local');
  });

  it('makes the function with a placeholder, its role, its log group and its alias', async () => {
    const { Role } = await iam.send(
      new im.CreateRoleCommand({
        RoleName: NAME,
        AssumeRolePolicyDocument: trust,
        Path: '/',
        MaxSessionDuration: 3600,
        Tags: tagList,
      }),
    );
    roleArn = Role?.Arn ?? '';
    await iam.send(new im.GetRoleCommand({ RoleName: NAME }));
    await iam.send(new im.ListRolePoliciesCommand({ RoleName: NAME }));
    await iam.send(new im.AttachRolePolicyCommand({ RoleName: NAME, PolicyArn: BASIC }));
    const { AttachedPolicies } = await iam.send(new im.ListAttachedRolePoliciesCommand({ RoleName: NAME }));
    expect(AttachedPolicies).toEqual([{ PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn: BASIC }]);

    const logGroupName = `/aws/lambda/${NAME}`;
    await logs.send(new cw.CreateLogGroupCommand({ logGroupName, tags: Tags }));
    await logs.send(new cw.PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 }));
    const { logGroups } = await logs.send(
      new cw.DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
    );
    const [group] = logGroups ?? [];
    expect(group).toMatchObject({ logGroupName, retentionInDays: 30 });
    const { tags } = await logs.send(
      new cw.ListTagsForResourceCommand({ resourceArn: (group?.arn ?? '').replace(/:\*$/, '') }),
    );
    expect(tags).toEqual(Tags);

    await lambda.send(
      new fn.CreateFunctionCommand({
        FunctionName: NAME,
        Role: roleArn,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: 28,
        MemorySize: 1024,
        Publish: true,
        PackageType: 'Zip',
        Architectures: ['x86_64'],
        EphemeralStorage: { Size: 512 },
        Environment: { Variables: { RUNTIME: 'LAMBDA', FIREBASE_APP_API_KEY: 'local' } },
        Code: { ZipFile: reply('placeholder') },
        Tags,
      }),
    );
    await fn.waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60 }, { FunctionName: NAME });
    await lambda.send(new fn.GetFunctionCommand({ FunctionName: NAME }));
    await lambda.send(new fn.GetFunctionCodeSigningConfigCommand({ FunctionName: NAME }));
    const { Versions = [] } = await lambda.send(new fn.ListVersionsByFunctionCommand({ FunctionName: NAME }));
    expect(Versions.map(({ Version }) => Version)).toEqual(['$LATEST', '1']);
    await lambda.send(
      new fn.CreateAliasCommand({ FunctionName: NAME, Name: 'latest', FunctionVersion: '1' }),
    );
    expect(await lambda.send(new fn.GetAliasCommand({ FunctionName: NAME, Name: 'latest' }))).toMatchObject({
      FunctionVersion: '1',
    });
  });

  it('makes the API with an authorizer, the routes of the file, a stage that logs, and the permission', async () => {
    const { ApiId = '' } = await gateway.send(
      new gw.CreateApiCommand({
        Name: `${PREFIX}-gw`,
        ProtocolType: 'HTTP',
        CorsConfiguration: { AllowOrigins: ['*'], AllowMethods: ['*'], AllowHeaders: ['*'] },
        Tags,
      }),
    );
    apiId = ApiId;
    await gateway.send(new gw.GetApiCommand({ ApiId }));
    const { AuthorizerId } = await gateway.send(
      new gw.CreateAuthorizerCommand({
        ApiId,
        Name: `${PREFIX}-jwt`,
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: issuer.issuer, Audience: ['demo-test'] },
      }),
    );
    const alias = `arn:aws:lambda:eu-west-1:123456789012:function:${NAME}:latest`;
    const { IntegrationId = '' } = await gateway.send(
      new gw.CreateIntegrationCommand({
        ApiId,
        IntegrationType: 'AWS_PROXY',
        ConnectionType: 'INTERNET',
        IntegrationMethod: 'POST',
        IntegrationUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${alias}/invocations`,
        PayloadFormatVersion: '2.0',
        TimeoutInMillis: 29_000,
      }),
    );
    Object.assign(made, { authorizer: AuthorizerId, integration: IntegrationId });
    for (const {
      route_key,
      operation_name,
      authorization_type = 'NONE',
      authorization_scopes,
    } of Object.values(definitions)) {
      const { RouteId = '' } = await gateway.send(
        new gw.CreateRouteCommand({
          ApiId,
          RouteKey: route_key,
          OperationName: operation_name,
          AuthorizationType: authorization_type as gw.AuthorizationType,
          Target: `integrations/${IntegrationId}`,
          ...(authorization_type === 'JWT' && { AuthorizerId }),
          ...(authorization_scopes?.length && { AuthorizationScopes: authorization_scopes }),
        }),
      );
      await gateway.send(new gw.GetRouteCommand({ ApiId, RouteId }));
      made.routes.push(RouteId);
    }
    const logGroupName = `/aws/apigateway/${PREFIX}`;
    await logs.send(new cw.CreateLogGroupCommand({ logGroupName }));
    await gateway.send(
      new gw.CreateStageCommand({
        ApiId,
        StageName: STAGE,
        AutoDeploy: true,
        AccessLogSettings: {
          DestinationArn: `arn:aws:logs:eu-west-1:123456789012:log-group:${logGroupName}`,
          Format: '{"requestId":"$context.requestId","status":"$context.status"}',
        },
        Tags,
      }),
    );
    expect(await gateway.send(new gw.GetStageCommand({ ApiId, StageName: STAGE }))).toMatchObject({
      AutoDeploy: true,
    });
    await lambda.send(
      new fn.AddPermissionCommand({
        FunctionName: NAME,
        Qualifier: 'latest',
        StatementId: 'AllowAPIGatewayInvoke',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:eu-west-1:123456789012:${ApiId}/${STAGE}/*`,
      }),
    );
    await lambda.send(new fn.GetPolicyCommand({ FunctionName: NAME, Qualifier: 'latest' }));
    expect(await ask('v1/manage/hc')).toEqual([200, 'placeholder']);
    expect((await ask('v1/users/whoami'))[0]).toBe(401);
    expect(await ask('v1/users/whoami', { authorization: `Bearer ${issuer.mint()}` })).toEqual([
      200,
      'placeholder',
    ]);
  });

  it('puts a domain before it', async () => {
    await gateway.send(
      new gw.CreateDomainNameCommand({
        DomainName: DOMAIN,
        DomainNameConfigurations: [
          {
            CertificateArn:
              'arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
            EndpointType: 'REGIONAL',
            SecurityPolicy: 'TLS_1_2',
          },
        ],
      }),
    );
    await gateway.send(new gw.GetDomainNameCommand({ DomainName: DOMAIN }));
    const { ApiMappingId } = await gateway.send(
      new gw.CreateApiMappingCommand({
        DomainName: DOMAIN,
        ApiId: apiId,
        Stage: STAGE,
        ApiMappingKey: 'nest',
      }),
    );
    Object.assign(made, { mapping: ApiMappingId });
    const { Items } = await gateway.send(new gw.GetApiMappingsCommand({ DomainName: DOMAIN }));
    expect(Items).toMatchObject([{ ApiMappingKey: 'nest', ApiId: apiId, Stage: STAGE }]);
  });
});

const ask = async (path: string, headers: Record<string, string> = {}): Promise<[number, string]> => {
  const response = await fetch(`${cloud.url}/_aws/execute-api/${apiId}/${STAGE}/${path}`, { headers });
  return [response.status, await response.text()];
};

describe('the code, as infra/terraform/README.md puts it up', () => {
  it('is published, waited for, and served once the alias is moved; and back', async () => {
    const { Version = '' } = await lambda.send(
      new fn.UpdateFunctionCodeCommand({ FunctionName: NAME, ZipFile: reply('built'), Publish: true }),
    );
    await fn.waitUntilPublishedVersionActive(
      { client: lambda, maxWaitTime: 60 },
      { FunctionName: NAME, Qualifier: Version },
    );
    expect(await ask('v1/manage/hc')).toEqual([200, 'placeholder']);
    const move = (FunctionVersion: string) =>
      lambda.send(new fn.UpdateAliasCommand({ FunctionName: NAME, Name: 'latest', FunctionVersion }));
    await move(Version);
    expect(await ask('v1/manage/hc')).toEqual([200, 'built']);
    await move('1');
    expect(await ask('v1/manage/hc')).toEqual([200, 'placeholder']);
  });
});

describe('terraform destroy', () => {
  it('takes everything away in the other order', async () => {
    const ApiId = apiId;
    await gateway.send(new gw.DeleteApiMappingCommand({ DomainName: DOMAIN, ApiMappingId: made.mapping }));
    await gateway.send(new gw.DeleteDomainNameCommand({ DomainName: DOMAIN }));
    await lambda.send(
      new fn.RemovePermissionCommand({
        FunctionName: NAME,
        Qualifier: 'latest',
        StatementId: 'AllowAPIGatewayInvoke',
      }),
    );
    await gateway.send(new gw.DeleteStageCommand({ ApiId, StageName: STAGE }));
    for (const RouteId of made.routes) await gateway.send(new gw.DeleteRouteCommand({ ApiId, RouteId }));
    await gateway.send(new gw.DeleteIntegrationCommand({ ApiId, IntegrationId: made.integration }));
    await gateway.send(new gw.DeleteAuthorizerCommand({ ApiId, AuthorizerId: made.authorizer }));
    await gateway.send(new gw.DeleteApiCommand({ ApiId }));
    await lambda.send(new fn.DeleteAliasCommand({ FunctionName: NAME, Name: 'latest' }));
    await lambda.send(new fn.DeleteFunctionCommand({ FunctionName: NAME }));
    await iam.send(new im.DetachRolePolicyCommand({ RoleName: NAME, PolicyArn: BASIC }));
    const { InstanceProfiles } = await iam.send(
      new im.ListInstanceProfilesForRoleCommand({ RoleName: NAME }),
    );
    expect(InstanceProfiles).toEqual([]);
    await iam.send(new im.DeleteRoleCommand({ RoleName: NAME }));
    for (const logGroupName of [`/aws/lambda/${NAME}`, `/aws/apigateway/${PREFIX}`])
      await logs.send(new cw.DeleteLogGroupCommand({ logGroupName }));
    expect((await ask('v1/manage/hc'))[0]).toBe(404);
    expect((await lambda.send(new fn.ListFunctionsCommand({}))).Functions).toEqual([]);
    expect((await iam.send(new im.ListRolesCommand({}))).Roles).toEqual([]);
  });
});
