import { describe, expect, it } from '@jest/globals';
import { findRoleViolations } from '../template/role-violations.ts';
import type { Template } from '../template/template.ts';
import { addFunctionResources, type StackFunction } from './function-resources.ts';

const allowing = (...Action: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const TEMPLATE: Template = {
  Resources: {
    ApiLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { Role: { 'Fn::GetAtt': ['ApiRole', 'Arn'] }, TracingConfig: { Mode: 'Active' } },
    },
    WorkerLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { Role: { 'Fn::GetAtt': ['WorkerRole', 'Arn'] } },
    },
    HttpApiIntegrationApi: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationUri: { Ref: 'ApiLambdaFunction' } },
    },
    ApiRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [
            { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
          ],
        },
        Policies: [
          { PolicyName: 'traces', PolicyDocument: allowing('xray:PutTraceSegments') },
          { PolicyName: 'accounts', PolicyDocument: { Statement: [] } },
        ],
      },
    },
  },
};

const statement = { actions: ['dynamodb:GetItem'], resources: [{ 'Fn::GetAtt': ['Table', 'Arn'] }] };
const stated = (described: Partial<StackFunction['described']>): StackFunction['described'] => ({
  kind: 'worker',
  name: 'worker',
  folder: 'apps/worker',
  statements: [],
  schedules: [],
  ...described,
});
const policiesOf = (template: Template, id: string): readonly string[] => {
  const { Policies = [] } = (template.Resources[id]?.Properties ?? {}) as {
    Policies?: readonly { PolicyName: string }[];
  };
  return Policies.map(({ PolicyName }) => PolicyName);
};

describe('addFunctionResources', () => {
  it('gives a worker a role that writes its own log, and has of the role of the API what parameters of the stack ask for', () => {
    const template = addFunctionResources(TEMPLATE, [{ key: 'worker', described: stated({}) }]);
    expect(policiesOf(template, 'WorkerRole')).toEqual(['log', 'traces']);
    expect(JSON.stringify(template.Resources['WorkerRole'])).toContain('"WorkerLogGroup","Arn"');
    expect(template.Resources['WorkerLambdaFunction']?.Properties).toMatchObject({
      TracingConfig: { Mode: 'Active' },
    });
    expect(findRoleViolations(template)).toEqual([]);
  });

  it('names the role of a function that adds routes after the role of the API, so that others can trust it beforehand', () => {
    const { ApiRole } = TEMPLATE.Resources;
    const RoleName = 'shop-prod-eu-west-1';
    const named: Template = {
      Resources: {
        ...TEMPLATE.Resources,
        ApiRole: { ...ApiRole, Type: 'AWS::IAM::Role', Properties: { ...ApiRole?.Properties, RoleName } },
      },
    };
    const orders = stated({ kind: 'api', api: 'apps/api', name: 'orders', folder: 'apps/orders' });
    const roleName = (template: Template, id: string): unknown =>
      template.Resources[id]?.Properties?.['RoleName'];
    const template = addFunctionResources(named, [
      { key: 'orders', described: orders },
      { key: 'worker', described: stated({}) },
    ]);
    expect(roleName(template, 'OrdersRole')).toBe('shop-prod-eu-west-1-orders');
    expect(roleName(template, 'WorkerRole')).toBeUndefined();
    const long = addFunctionResources(named, [
      { key: 'orders', described: { ...orders, name: 'a'.repeat(45) } },
    ]);
    expect(findRoleViolations(long)).toContain(
      `OrdersRole has the name shop-prod-eu-west-1-${'a'.repeat(45)}, of 65 characters, and IAM allows 64. Shorten the name of the service, the stage or the function.`,
    );
  });

  it('adds what a function says that it may do to its own role alone', () => {
    const template = addFunctionResources(TEMPLATE, [
      { key: 'api', described: stated({ kind: 'api', folder: 'apps/api', statements: [statement] }) },
      { key: 'worker', described: stated({}) },
    ]);
    expect(policiesOf(template, 'ApiRole')).toEqual(['traces', 'accounts', 'stated']);
    expect(policiesOf(template, 'WorkerRole')).toEqual(['log', 'traces']);
    expect(JSON.stringify(template.Resources['ApiRole'])).toContain(
      '{"Effect":"Allow","Action":["dynamodb:GetItem"],"Resource":[{"Fn::GetAtt":["Table","Arn"]}]}',
    );
  });

  it('makes a schedule of each, with a role of the account that may invoke this function and nothing else', () => {
    const schedules = [
      { expression: 'rate(1 hour)' },
      { expression: 'cron(0 3 * * ? *)', input: { all: true } },
    ];
    const template = addFunctionResources(TEMPLATE, [{ key: 'worker', described: stated({ schedules }) }]);
    expect(template.Resources['WorkerSchedule1']?.Properties).toMatchObject({
      ScheduleExpression: 'rate(1 hour)',
      Target: { Arn: { 'Fn::GetAtt': ['WorkerLambdaFunction', 'Arn'] }, Input: '{}' },
    });
    expect(template.Resources['WorkerSchedule2']?.Properties).toMatchObject({
      Target: { Input: '{"all":true}' },
    });
    expect(template.Resources['WorkerScheduleRole']?.Properties).toMatchObject({
      Policies: [
        {
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Action: ['lambda:InvokeFunction'],
                Resource: [{ 'Fn::GetAtt': ['WorkerLambdaFunction', 'Arn'] }],
              },
            ],
          },
        },
      ],
    });
    expect(findRoleViolations(template)).toEqual([]);
  });

  it.each([
    [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Uploads', 'Arn'] }, '/products/*']] }, true],
    ['arn:aws:s3:::uploads-of-the-shop/*', true],
    [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Uploads', 'Arn'] }, '/*/products']] }, false],
    [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['ApiRole', 'Arn'] }, '/*']] }, false],
    ['arn:aws:s3:::*/products/*', false],
    ['arn:aws:s3:::uploads*', false],
    ['*', false],
  ])(
    'may reach all objects of a bucket that is named, which have no names beforehand: %j',
    (resource, isAllowed) => {
      const statements = [{ actions: ['s3:PutObject'], resources: [resource] }];
      const template = addFunctionResources(
        { Resources: { ...TEMPLATE.Resources, Uploads: { Type: 'AWS::S3::Bucket' } } },
        [{ key: 'worker', described: stated({ statements }) }],
      );
      expect(findRoleViolations(template).length).toBe(isAllowed ? 0 : 1);
      const listing = [{ actions: ['s3:PutObject', 's3:ListBucket'], resources: [resource] }];
      expect(
        findRoleViolations(
          addFunctionResources(
            { Resources: { ...TEMPLATE.Resources, Uploads: { Type: 'AWS::S3::Bucket' } } },
            [{ key: 'worker', described: stated({ statements: listing }) }],
          ),
        ).length,
      ).toBe(1);
    },
  );

  it('leaves the least privilege to the check of the template, which sees what a function asks for', () => {
    const wide = { actions: ['dynamodb:GetItem'], resources: ['*'] };
    const template = addFunctionResources(TEMPLATE, [
      { key: 'worker', described: stated({ statements: [wide] }) },
    ]);
    expect(findRoleViolations(template)).toEqual([
      'WorkerRole has a wildcard: *. Name what it may do, and to what.',
    ]);
  });
});
