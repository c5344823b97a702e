import { CreateStackCommand, ListExportsCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { DescribeRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, HeadBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { outputsOf, stacksOf, type Stacks } from '../../src/testing/stacks-of.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { waitFor } from '../../src/testing/wait-for.ts';

jest.setTimeout(120_000);

/** Nothing of it is like this repository's own stack. */
const TEMPLATE = `
AWSTemplateFormatVersion: '2010-09-09'
Description: Letters that are read aloud
Parameters:
  Voice: { Type: String, AllowedValues: [low, high], Default: low }
  Greeting: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /letters/greeting }
  Nightly: { Type: String, Default: 'yes' }
Mappings:
  Voices:
    low: { Memory: 128, Text: 'in a low voice' }
    high: { Memory: 256, Text: 'in a high voice' }
Conditions:
  RunsNightly: !Equals [!Ref Nightly, 'yes']
Resources:
  Letters:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      VersioningConfiguration: { Status: Enabled }
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: [lambda.amazonaws.com] }, Action: sts:AssumeRole }]
      ManagedPolicyArns: [!Sub 'arn:\${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']
  ReadLetters:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: letters
      Roles: [!Ref Role]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: ['s3:GetObject', 's3:ListBucket'], Resource: [!GetAtt Letters.Arn, !Sub '\${Letters.Arn}/*'] }
  Reader:
    Type: AWS::Lambda::Function
    DependsOn: ReadLetters
    Properties:
      Runtime: nodejs24.x
      Handler: index.read
      Role: !GetAtt Role.Arn
      MemorySize: !FindInMap [Voices, !Ref Voice, Memory]
      Environment:
        Variables:
          GREETING: !Ref Greeting
          VOICE: !FindInMap [Voices, !Ref Voice, Text]
          BUCKET: !Ref Letters
          SECRET: '{{resolve:ssm:/letters/secret}}'
      Code:
        ZipFile: |
          const { GREETING, VOICE, SECRET } = process.env;
          exports.read = async ({ pathParameters, requestContext }) => ({
            letter: pathParameters?.id ?? null, route: requestContext.routeKey, text: GREETING + ' ' + VOICE, secret: SECRET.length,
          });
  Sweeper:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.sweep
      Role: !GetAtt Role.Arn
      Code: { ZipFile: "exports.sweep = async () => ({ statusCode: 202, body: 'swept' });" }
  Nights:
    Type: AWS::Events::Rule
    Condition: RunsNightly
    Properties:
      ScheduleExpression: cron(0 3 * * ? *)
      Targets: [{ Id: sweeper, Arn: !GetAtt Sweeper.Arn }]
  NightsMayInvoke:
    Type: AWS::Lambda::Permission
    Condition: RunsNightly
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: !Ref Sweeper, Principal: events.amazonaws.com, SourceArn: !GetAtt Nights.Arn }
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: !Join ['-', [!Ref 'AWS::StackName', api]], ProtocolType: HTTP, CorsConfiguration: { AllowOrigins: ['https://letters.example.com'], AllowMethods: [GET] } }
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref Api, StageName: $default, AutoDeploy: true }
  ToReader:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Reader.Arn, PayloadFormatVersion: '2.0' }
  ToSweeper:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Sweeper.Arn, PayloadFormatVersion: '2.0', TimeoutInMillis: 5000 }
  ReadRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: 'GET /letters/{id}', Target: !Sub 'integrations/\${ToReader}' }
  AnyRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: 'ANY /{proxy+}', Target: !Sub 'integrations/\${ToReader}' }
  SweepRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: 'POST /sweep', Target: !Sub 'integrations/\${ToSweeper}' }
  ReaderPermission:
    Type: AWS::Lambda::Permission
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: !GetAtt Reader.Arn, Principal: apigateway.amazonaws.com, SourceArn: !Sub 'arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*' }
  SweeperPermission:
    Type: AWS::Lambda::Permission
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: !GetAtt Sweeper.Arn, Principal: apigateway.amazonaws.com, SourceArn: !Sub 'arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/POST/sweep' }
  Address:
    Type: AWS::SSM::Parameter
    Properties: { Name: /letters/address, Type: String, Value: !GetAtt Api.ApiEndpoint }
Outputs:
  Address: { Value: !GetAtt Api.ApiEndpoint, Export: { Name: !Sub '\${AWS::StackName}-address' } }
  Bucket: { Value: !Ref Letters }
  Nights: { Condition: RunsNightly, Value: !Ref Nights }
  Host: { Value: !Select [2, !Split ['/', !GetAtt Api.ApiEndpoint]] }
`;

const NAME = 'letters';
const Capabilities = ['CAPABILITY_IAM' as const];
let cloud: TestCloud;
let stacks: Stacks;
let ssm: SSMClient;
beforeAll(async () => {
  cloud = await startTestCloud();
  stacks = stacksOf(cloud);
  ssm = new SSMClient(cloud.client);
  await ssm.send(
    new PutParameterCommand({ Name: '/letters/greeting', Value: 'Dear reader', Type: 'String' }),
  );
  await ssm.send(new PutParameterCommand({ Name: '/letters/secret', Value: 'hush', Type: 'String' }));
});
afterAll(() => cloud.remove());

const ask = async (url: string, method = 'GET'): Promise<[number, string]> => {
  const response = await fetch(url, { method });
  return [response.status, await response.text()];
};

describe("a stranger's stack", () => {
  let address: string;
  let bucket: string;

  it('is created from YAML', async () => {
    await stacks.client.send(
      new CreateStackCommand({ StackName: NAME, TemplateBody: TEMPLATE, Capabilities }),
    );
    const stack = await stacks.settle(NAME);
    const failed = (await stacks.events(NAME)).filter(({ ResourceStatus = '' }) =>
      ResourceStatus.endsWith('FAILED'),
    );
    expect([stack.StackStatus, failed.map(({ ResourceStatusReason }) => ResourceStatusReason)]).toEqual([
      'CREATE_COMPLETE',
      [],
    ]);
    ({ Address: address = '', Bucket: bucket = '' } = outputsOf(stack));
    expect(JSON.parse((await ask(`${address}/letters/7`))[1])).toEqual({
      letter: '7',
      route: 'GET /letters/{id}',
      text: 'Dear reader in a low voice',
      secret: 4,
    });
    expect(JSON.parse((await ask(`${address}/anything/else`))[1])).toMatchObject({ route: 'ANY /{proxy+}' });
    expect(await ask(`${address}/sweep`, 'POST')).toEqual([202, 'swept']);
    const { Exports = [] } = await stacks.client.send(new ListExportsCommand({}));
    expect(Exports.map(({ Name }) => Name)).toEqual(['letters-address']);
  });

  it('is changed by its parameters and by its template', async () => {
    const s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'letter', Body: 'kept' }));
    const { Nights = '' } = outputsOf(await stacks.describe(NAME));
    const TemplateBody = TEMPLATE.replace("RouteKey: 'POST /sweep'", "RouteKey: 'PUT /sweep'").replace(
      '*/POST/sweep',
      '*/PUT/sweep',
    );
    await stacks.client.send(
      new UpdateStackCommand({
        StackName: NAME,
        TemplateBody,
        Capabilities,
        Parameters: [
          { ParameterKey: 'Voice', ParameterValue: 'high' },
          { ParameterKey: 'Nightly', ParameterValue: 'no' },
        ],
      }),
    );
    expect((await stacks.settle(NAME)).StackStatus).toBe('UPDATE_COMPLETE');
    expect((await ask(`${address}/letters/7`))[1]).toContain('in a high voice');
    expect((await ask(`${address}/sweep`, 'PUT'))[1]).toBe('swept');
    expect(JSON.parse((await ask(`${address}/sweep`, 'POST'))[1])).toMatchObject({ route: 'ANY /{proxy+}' });
    await expect(
      new EventBridgeClient(cloud.client).send(new DescribeRuleCommand({ Name: Nights })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is removed but for the bucket that it retains', async () => {
    await stacks.remove(NAME);
    await waitFor(async () => (await fetch(`${address}/letters/7`)).status === 404 || undefined);
    const { Functions } = await new LambdaClient(cloud.client).send(new ListFunctionsCommand({}));
    expect(Functions).toEqual([]);
    await expect(ssm.send(new GetParameterCommand({ Name: '/letters/address' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
    const s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'letter' }));
    expect(await Body?.transformToString()).toBe('kept');
  });
});
