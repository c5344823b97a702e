import { violationsAbout, joined, referenceOf, resourcesOf, textsIn, type Template } from './template.ts';

/**
 * Services that get a role from a principal of its own account alone, by iam:PassRole, and are not documented to say for which
 * account they assume it.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html
 */
const PASSED_ONLY = new Set(['codedeploy.amazonaws.com']);

/** What the roles of functions and services allow beyond what they need. */
export function findRoleViolations(template: Template): readonly string[] {
  const roles = resourcesOf(template, 'AWS::IAM::Role');
  const lambdas = resourcesOf(template, 'AWS::Lambda::Function');
  const own = new Set(lambdas.map(({ properties }) => referenceOf(properties['Role'])));
  const strangers = lambdas.filter(({ properties }) => {
    const role = referenceOf(properties['Role']);
    return roles.every(({ id }) => id !== role);
  });
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'].flatMap((type) =>
    resourcesOf(template, type),
  );
  return [
    ...strangers.map(({ id }) => `${id} must have a role of this template, where its policies are checked.`),
    ...policies.map(
      ({ id }) => `${id} is a policy outside the role. Write it into the role, where it is checked.`,
    ),
    ...roles.flatMap(({ id, properties }) =>
      violationsAbout(id, [
        ...policyViolations(properties, template),
        ...trustViolations(properties, own.has(id)),
        ...nameViolations(properties),
      ]),
    ),
  ];
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const MAX_NAME = 64;

function nameViolations({ RoleName }: Members): readonly string[] {
  if (typeof RoleName !== 'string' || RoleName.length <= MAX_NAME) return [];
  return [
    `has the name ${RoleName}, of ${RoleName.length} characters, and IAM allows ${MAX_NAME}. Shorten the name of the service, the stage or the function.`,
  ];
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Actions that have no resources to name beforehand: a function writes traces, and Lambda makes the network interfaces of one in a VPC.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
const WITHOUT_RESOURCE = new Set([
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
]);

function policyViolations(
  { Policies, ManagedPolicyArns }: Members,
  template: Template,
): readonly (string | false)[] {
  const texts = textsIn(
    statementsOf(Policies).filter(
      (statement) => !isWithoutResource(statement) && !isOfObjects(statement, template),
    ),
  );
  const wide = texts.find((text) => text.includes('*'));
  return [
    wide !== undefined && `has a wildcard: ${wide}. Name what it may do, and to what.`,
    texts.some((text) => text === 'NotAction' || text === 'NotResource') && 'allows all but what it names.',
    ManagedPolicyArns !== undefined && 'has managed policies, which allow more than the function needs.',
  ];
}

type Statement = Readonly<{ Effect?: unknown; Action?: unknown; Resource?: unknown }>;

function statementsOf(policies: unknown): readonly unknown[] {
  return ((policies ?? []) as readonly { PolicyDocument?: { Statement?: unknown } }[]).flatMap(
    ({ PolicyDocument, ...policy }) => [policy, ...[PolicyDocument?.Statement ?? []].flat()],
  );
}

function isWithoutResource(statement: unknown): boolean {
  const { Effect, Action, Resource, ...others } = statement as Statement;
  return (
    Effect === 'Allow' &&
    Resource === '*' &&
    Object.keys(others).length === 0 &&
    [Action].flat().every((action) => WITHOUT_RESOURCE.has(String(action)))
  );
}

/** Calls about single objects of S3, which have no names beforehand. */
const OF_OBJECTS = new Set(['s3:GetObject', 's3:PutObject', 's3:DeleteObject']);
/** All objects of a bucket, or those below a prefix: the wildcard is the end, and nowhere else. */
const OBJECTS = /^(?:\{(\w+)\}|arn:[\w-]+:s3:::[a-z0-9.-]+)(?:\/[\w.-]+)*\/\*$/;

/** Whether it allows calls about objects of buckets that it names, and nothing else. */
function isOfObjects(statement: unknown, template: Template): boolean {
  const { Effect, Action, Resource, ...others } = statement as Statement;
  return (
    Effect === 'Allow' &&
    Object.keys(others).length === 0 &&
    [Action].flat().every((action) => OF_OBJECTS.has(String(action))) &&
    [Resource].flat().every((resource) => {
      const [text, id] = OBJECTS.exec(joined(resource)) ?? [];
      return text !== undefined && (id === undefined || template.Resources[id]?.Type === 'AWS::S3::Bucket');
    })
  );
}

/** A function's role is Lambda's; another is one service's, which asks on behalf of this account. */
function trustViolations({ AssumeRolePolicyDocument }: Members, isOwn: boolean): readonly string[] {
  const { Statement = [] } = (AssumeRolePolicyDocument ?? {}) as { Statement?: readonly Trust[] };
  const [trust, ...more] = Statement;
  const { Service, ...others } = trust?.Principal ?? {};
  const isOneService =
    more.length === 0 &&
    typeof Service === 'string' &&
    Object.keys(others).length === 0 &&
    !Service.includes('*');
  if (isOwn) {
    return isOneService && Service === 'lambda.amazonaws.com'
      ? []
      : ['must have a trust policy that allows sts:AssumeRole to lambda.amazonaws.com only.'];
  }
  const account = trust?.Condition?.['StringEquals']?.['aws:SourceAccount'];
  const isOfAccount = referenceOf(account) === 'AWS::AccountId' || PASSED_ONLY.has(String(Service));
  return isOneService && isOfAccount
    ? []
    : [
        'must have a trust policy that allows sts:AssumeRole to one service only, where aws:SourceAccount is this account.',
      ];
}

type Trust = Readonly<{
  Principal?: Readonly<{ Service?: unknown }>;
  Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}>;
