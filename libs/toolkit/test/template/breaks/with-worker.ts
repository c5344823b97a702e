import type { Resource, Template } from '../../../src/template/template.ts';

/** The template with a second function, as its author would write it. */
export function withWorker(template: Template): Template {
  const worker = structuredClone(template);
  const {
    ApiLambdaFunction: api,
    ApiRole: role,
    ApiLogGroup: log,
  } = worker.Resources as Record<string, Resource>;
  const name = { FunctionName: 'worker', Handler: 'worker.handler', Timeout: 900 };
  return {
    ...worker,
    Resources: {
      ...worker.Resources,
      WorkerLogGroup: {
        ...log,
        Properties: { ...log?.Properties, LogGroupName: '/aws/lambda/worker' },
      } as Resource,
      WorkerRole: { ...role, Properties: { ...role?.Properties, RoleName: 'worker' } } as Resource,
      WorkerLambdaFunction: {
        ...api,
        Properties: {
          ...api?.Properties,
          ...name,
          Role: { 'Fn::GetAtt': ['WorkerRole', 'Arn'] },
          Environment: {},
        },
      } as Resource,
      WorkerPermission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          FunctionName: { Ref: 'WorkerLambdaFunction' },
        },
      },
    },
  };
}
