import type { PolicyDocument } from '../policy/policy-document.ts';

const PREFIX = 'arn:aws:iam::aws:policy/';

const allow = (...Action: string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

const WRITE_LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/**
 * The managed policies of AWS that a stack of functions attaches, as far as the local AWS evaluates them.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const AWS_MANAGED_POLICIES: ReadonlyMap<string, PolicyDocument> = new Map(
  Object.entries({
    AdministratorAccess: allow('*'),
    'service-role/AWSLambdaBasicExecutionRole': allow(...WRITE_LOGS),
    'service-role/AWSLambdaRole': allow('lambda:InvokeFunction'),
    AWSXRayDaemonWriteAccess: allow('xray:PutTraceSegments', 'xray:PutTelemetryRecords'),
    'service-role/AWSCodeDeployRoleForLambda': allow(
      'cloudwatch:DescribeAlarms',
      'lambda:UpdateAlias',
      'lambda:GetAlias',
      'lambda:GetProvisionedConcurrencyConfig',
      'lambda:InvokeFunction',
      'sns:Publish',
    ),
    'service-role/AWSCodeDeployRoleForLambdaLimited': allow(
      'cloudwatch:DescribeAlarms',
      'lambda:UpdateAlias',
      'lambda:GetAlias',
      'lambda:GetProvisionedConcurrencyConfig',
      'lambda:InvokeFunction',
    ),
  }).map(([name, document]) => [PREFIX + name, document]),
);
