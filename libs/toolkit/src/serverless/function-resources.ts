import type { Schedule, Statement } from '../function/function-config.ts';
import { describesApi } from '../function/describes-api.ts';
import type { FunctionDescription } from '../function/load-function.ts';
import { findApiFunction } from '../template/find-api-function.ts';
import { referenceOf, type Resource, type Template } from '../template/template.ts';
import { resourceNameOf } from './worker-function.ts';

/** A function of the stack: what serverless.yml calls it, and what its folder says. */
export type StackFunction = Readonly<{
  key: string;
  described: Pick<FunctionDescription, 'kind' | 'api' | 'name' | 'folder' | 'statements' | 'schedules'>;
}>;

type Policy = Readonly<{ PolicyName: string; PolicyDocument: object }>;

/** Policies of the API's role that follow from parameters of the stack, which concern every function. */
const OF_PARAMETERS = ['traces', 'network', 'variables'];
/** Those that concern functions which look accounts of callers up. */
const OF_CALLERS = ['google-credentials'];

/**
 * Adds what functions need beside themselves: a worker its role and its schedules, a function that adds routes to the API its role, an API
 * a policy with the statements of its own.
 *
 * @param template with its conditions decided
 */
export function addFunctionResources(template: Template, functions: readonly StackFunction[]): Template {
  const added = functions.map((one) =>
    describesApi(one.described) ? statedPolicies(template, one) : ownResources(template, one),
  );
  return { ...template, Resources: Object.assign({}, template.Resources, ...added) as Template['Resources'] };
}

/** The role of the API with a policy more, where the API says what it may do. */
function statedPolicies(
  { Resources }: Template,
  { key, described: { statements } }: StackFunction,
): Readonly<Record<string, Resource>> {
  const id = referenceOf(Resources[`${resourceNameOf(key)}LambdaFunction`]?.Properties?.['Role']) ?? '';
  const role = Resources[id];
  // Without a role of the template there is a violation for it.
  if (!role || statements.length === 0) return {};
  const policies = [...policiesOf(role), policy('stated', statements)];
  return { [id]: { ...role, Properties: { ...role.Properties, Policies: policies } } };
}

function ownResources(
  template: Template,
  { key, described: { api: folder, name: ownName, statements, schedules } }: StackFunction,
): Readonly<Record<string, Resource>> {
  const name = resourceNameOf(key);
  const id = `${name}LambdaFunction`;
  const api = findApiFunction(template);
  const role = template.Resources[referenceOf(api?.properties['Role']) ?? ''];
  const { TracingConfig } = api?.properties ?? {};
  const { [id]: lambda } = template.Resources;
  const copied = new Set([...OF_PARAMETERS, ...(folder === undefined ? [] : OF_CALLERS)]);
  const writesLog: Statement = {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [{ 'Fn::GetAtt': [`${name}LogGroup`, 'Arn'] }],
  };
  return {
    ...(lambda &&
      TracingConfig !== undefined && {
        [id]: { ...lambda, Properties: { ...lambda.Properties, TracingConfig } },
      }),
    [`${name}Role`]: withName(
      folder === undefined ? undefined : nameBeside(role, ownName),
      makeRole('lambda.amazonaws.com', [
        policy('log', [writesLog]),
        ...(role ? policiesOf(role).filter(({ PolicyName }) => copied.has(PolicyName)) : []),
        ...(statements.length > 0 ? [policy('stated', statements)] : []),
      ]),
    ),
    ...(schedules.length > 0 && makeSchedules(name, id, schedules)),
    ...(folder !== undefined && invocationPermission(template, name)),
  };
}

/** What the role of the API is called, and then the function: known beforehand too, so that Google can trust it (infra/google-credentials.md). */
function nameBeside(role: Resource | undefined, name: string): string | undefined {
  const RoleName = role?.Properties?.['RoleName'];
  return typeof RoleName === 'string' ? `${RoleName}-${name}` : undefined;
}

function withName(RoleName: string | undefined, role: Resource): Resource {
  return RoleName === undefined ? role : { ...role, Properties: { RoleName, ...role.Properties } };
}

/** The permission that osls gives the gateway, for this API at its stage alone, as that for the function which describes the API. */
function invocationPermission({ Resources }: Template, name: string): Readonly<Record<string, Resource>> {
  const [id, source] = [`${name}LambdaPermissionHttpApi`, 'ApiLambdaPermissionHttpApi'];
  const { [id]: permission, [source]: ofApi } = Resources;
  if (!permission) return {};
  const SourceArn = ofApi?.Properties?.['SourceArn'];
  return { [id]: { ...permission, Properties: { ...permission.Properties, SourceArn } } };
}

function makeSchedules(
  name: string,
  lambda: string,
  schedules: readonly Schedule[],
): Readonly<Record<string, Resource>> {
  const arn = { 'Fn::GetAtt': [lambda, 'Arn'] };
  const made = schedules.map(({ expression, input = {} }, index): [string, Resource] => [
    `${name}Schedule${index + 1}`,
    {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: expression,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: arn,
          RoleArn: { 'Fn::GetAtt': [`${name}ScheduleRole`, 'Arn'] },
          Input: JSON.stringify(input),
        },
      },
    },
  ]);
  const role = makeRole(
    'scheduler.amazonaws.com',
    [policy('invoke', [{ actions: ['lambda:InvokeFunction'], resources: [arn] }])],
    // Schedules of other accounts must not borrow the role.
    { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  );
  return { ...Object.fromEntries(made), [`${name}ScheduleRole`]: role };
}

function makeRole(Service: string, Policies: readonly Policy[], Condition?: object): Resource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service },
            ...(Condition && { Condition }),
          },
        ],
      },
      Policies,
    },
  };
}

function policy(PolicyName: string, statements: readonly Statement[]): Policy {
  return {
    PolicyName,
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: statements.map(({ actions, resources, conditions }) => ({
        Effect: 'Allow',
        Action: actions,
        Resource: resources,
        ...(conditions && { Condition: conditions }),
      })),
    },
  };
}

function policiesOf({ Properties }: Resource): readonly Policy[] {
  return (Properties?.['Policies'] ?? []) as readonly Policy[];
}
