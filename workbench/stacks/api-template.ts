type Options = {
  /** What the function replies with. */
  reply?: string;
  /** Other lines of its module, before the handler. */
  prelude?: string;
  /** Paths of GET routes. */
  paths?: readonly string[];
  /** Put into the logical id of the version, as osls puts the hash of the code. */
  version?: string;
  /** Environments of the alias that are held ready. */
  provisioned?: number;
  /** Resources besides, or instead. */
  resources?: Readonly<Record<string, object>>;
};

/** A stack like the one that is deployed: a function by its alias behind an HTTP API, with role, logs and permission. */
export function apiTemplate({
  reply = 'one',
  prelude = '',
  paths = ['/v1/x'],
  version = '1',
  provisioned,
  resources = {},
}: Options = {}) {
  const code = `${prelude}
exports.handler = async () => ({ statusCode: 200, headers: { 'x-version': '${reply}' }, body: '${reply}' });`;
  const alias = { 'Fn::Join': [':', [{ 'Fn::GetAtt': ['Function', 'Arn'] }, 'live']] };
  const routes = paths.map((path) => [
    `Route${path.replaceAll(/\W/g, '')}`,
    {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: `GET ${path}`,
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
      },
    },
  ]);
  return {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
            ],
          },
          Policies: [
            {
              PolicyName: 'log',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                    Resource: { 'Fn::GetAtt': ['LogGroup', 'Arn'] },
                  },
                ],
              },
            },
          ],
        },
      },
      LogGroup: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${AWS::StackName}' }, RetentionInDays: 7 },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        DependsOn: ['LogGroup'],
        Properties: {
          FunctionName: { Ref: 'AWS::StackName' },
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Code: { ZipFile: code },
        },
      },
      [`Version${version}`]: {
        Type: 'AWS::Lambda::Version',
        DeletionPolicy: 'Retain',
        Properties: { FunctionName: { Ref: 'Function' } },
      },
      Alias: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: 'live',
          FunctionName: { Ref: 'Function' },
          FunctionVersion: { 'Fn::GetAtt': [`Version${version}`, 'Version'] },
          ...(provisioned !== undefined && {
            ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: provisioned },
          }),
        },
      },
      Api: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: { Name: { Ref: 'AWS::StackName' }, ProtocolType: 'HTTP' },
      },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: 'mvp', AutoDeploy: true },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        DependsOn: 'Alias',
        Properties: {
          FunctionName: alias,
          Action: 'lambda:InvokeFunction',
          Principal: 'apigateway.amazonaws.com',
          SourceArn: {
            'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/mvp/*',
          },
        },
      },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        DependsOn: 'Alias',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: alias,
          PayloadFormatVersion: '2.0',
        },
      },
      ...(Object.fromEntries(routes) as Record<string, object>),
      ...resources,
    },
    Outputs: {
      Url: { Value: { 'Fn::Sub': 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/mvp' } },
      Version: { Value: { 'Fn::GetAtt': [`Version${version}`, 'Version'] } },
    },
  };
}
