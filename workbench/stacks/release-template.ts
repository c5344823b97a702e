import { apiTemplate } from './api-template.ts';

type Options = Parameters<typeof apiTemplate>[0] & {
  routing?: object;
  /** Body of the function that is run before a version gets traffic. */
  hook?: string;
  /** Actions that the role of CodeDeploy lacks. */
  without?: string;
};

/** Reports a result that it comes to with `result`. */
export const reports = (result: string): string => `
const { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } = require('@aws-sdk/client-codedeploy');
const { InvokeCommand, LambdaClient } = require('@aws-sdk/client-lambda');
exports.handler = async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId }) => {
  const invoke = () => new LambdaClient().send(new InvokeCommand({ FunctionName: process.env.VERSION }));
  const status = (${result}) ? 'Succeeded' : 'Failed';
  await new CodeDeployClient().send(
    new PutLifecycleEventHookExecutionStatusCommand({ deploymentId, lifecycleEventHookExecutionId, status }),
  );
};`;

const trust = (Service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
});

const role = (service: string, actions: readonly string[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust(service),
    Policies: [
      {
        PolicyName: 'own',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
        },
      },
    ],
  },
});

/** Every minute of a deployment is as long as the cloud of the test says. */
export const CANARY = {
  Type: 'TimeBasedCanary',
  TimeBasedCanary: { CanaryPercentage: 10, CanaryInterval: 1 },
};

/** A stack whose alias CodeDeploy moves, with an alarm `<stack>-alarm` that stops it. */
export function releaseTemplate({
  routing = CANARY,
  hook,
  without,
  version = '1',
  ...options
}: Options = {}) {
  const allowed = [
    'lambda:UpdateAlias',
    'lambda:GetAlias',
    'lambda:InvokeFunction',
    'cloudwatch:DescribeAlarms',
  ].filter((action) => action !== without);
  const template = apiTemplate({ ...options, version });
  const { Alias } = template.Resources;
  return {
    ...template,
    Resources: {
      ...template.Resources,
      Application: { Type: 'AWS::CodeDeploy::Application', Properties: { ComputePlatform: 'Lambda' } },
      Steps: {
        Type: 'AWS::CodeDeploy::DeploymentConfig',
        Properties: { ComputePlatform: 'Lambda', TrafficRoutingConfig: routing },
      },
      ReleaseRole: role('codedeploy.amazonaws.com', allowed),
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          AlarmName: { 'Fn::Sub': '${AWS::StackName}-alarm' },
          Namespace: 'Test',
          MetricName: 'Errors',
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          TreatMissingData: 'notBreaching',
        },
      },
      Group: {
        Type: 'AWS::CodeDeploy::DeploymentGroup',
        Properties: {
          ApplicationName: { Ref: 'Application' },
          ServiceRoleArn: { 'Fn::GetAtt': ['ReleaseRole', 'Arn'] },
          DeploymentConfigName: { Ref: 'Steps' },
          DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
          AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Alarm' } }] },
          AutoRollbackConfiguration: {
            Enabled: true,
            Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
          },
        },
      },
      ...(hook !== undefined && {
        HookRole: role('lambda.amazonaws.com', [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'lambda:InvokeFunction',
          'codedeploy:PutLifecycleEventHookExecutionStatus',
        ]),
        Hook: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            FunctionName: { 'Fn::Sub': '${AWS::StackName}-hook' },
            Runtime: 'nodejs24.x',
            Handler: 'index.handler',
            Timeout: 60,
            Role: { 'Fn::GetAtt': ['HookRole', 'Arn'] },
            Code: { ZipFile: hook },
            Environment: { Variables: { VERSION: { Ref: `Version${version}` } } },
          },
        },
      }),
      Alias: {
        ...Alias,
        UpdatePolicy: {
          CodeDeployLambdaAliasUpdate: {
            ApplicationName: { Ref: 'Application' },
            DeploymentGroupName: { Ref: 'Group' },
            ...(hook !== undefined && { BeforeAllowTrafficHook: { Ref: 'Hook' } }),
          },
        },
      },
    },
  };
}
