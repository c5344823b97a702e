import type { PolicyDocument } from '../policy/policy-document.ts';

const PREFIX = 'arn:aws:iam::aws:policy/';

const allow = (...Action: string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

/** What CodeDeploy may do to functions. It invokes hooks of this name alone. */
const shiftTraffic = (...more: string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'cloudwatch:DescribeAlarms',
        'lambda:UpdateAlias',
        'lambda:GetAlias',
        'lambda:GetProvisionedConcurrencyConfig',
        ...more,
      ],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: 'arn:aws:lambda:*:*:function:CodeDeployHook_*',
    },
  ],
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
    'service-role/AWSCodeDeployRoleForLambda': shiftTraffic('sns:Publish'),
    'service-role/AWSCodeDeployRoleForLambdaLimited': shiftTraffic(),
  }).map(([name, document]) => [PREFIX + name, document]),
);
