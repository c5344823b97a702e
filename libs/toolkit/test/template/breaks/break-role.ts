import type { Break } from './change.ts';

const STATEMENT = 'ApiRole.Policies.0.PolicyDocument.Statement.0';

/** What the function may do. */
export const ROLE: readonly Break[] = [
  [
    'every action of a service',
    [`${STATEMENT}.Action`, 'logs:*'],
    'ApiRole has a wildcard: logs:*. Name what it may do, and to what.',
  ],
  [
    'everything',
    [`${STATEMENT}.Resource`, '*'],
    'ApiRole has a wildcard: *. Name what it may do, and to what.',
  ],
  [
    'a wildcard inside a function',
    [`${STATEMENT}.Resource`, { 'Fn::Sub': 'arn:aws:logs:${AWS::Region}:*' }],
    'ApiRole has a wildcard: arn:aws:logs:${AWS::Region}:*. Name what it may do, and to what.',
  ],
  [
    'everything beside traces, which have no resource',
    [STATEMENT, { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'logs:PutLogEvents'], Resource: '*' }],
    'ApiRole has a wildcard: *. Name what it may do, and to what.',
  ],
  ['all but something', [`${STATEMENT}.NotAction`, 'iam:PassRole'], 'ApiRole allows all but what it names.'],
  [
    'a managed policy',
    ['ApiRole.ManagedPolicyArns', ['arn:aws:iam::aws:policy/AdministratorAccess']],
    'ApiRole has managed policies, which allow more than the function needs.',
  ],
  [
    'other users of it',
    ['ApiRole.AssumeRolePolicyDocument.Statement.0.Principal', { AWS: '111122223333' }],
    'ApiRole must have a trust policy that allows sts:AssumeRole to lambda.amazonaws.com only.',
  ],
  [
    'any principal',
    ['ApiRole.AssumeRolePolicyDocument.Statement.0.Principal', '*'],
    'ApiRole must have a trust policy that allows sts:AssumeRole to lambda.amazonaws.com only.',
  ],
  [
    'a role of somewhere else',
    ['ApiLambdaFunction.Role', 'arn:aws:iam::111122223333:role/admin'],
    'ApiLambdaFunction must have a role of this template, where its policies are checked.',
  ],
  [
    'a name that is too long for IAM',
    ['ApiRole.RoleName', 'a'.repeat(65)],
    `ApiRole has the name ${'a'.repeat(65)}, of 65 characters, and IAM allows 64. Shorten the name of the service, the stage or the function.`,
  ],
  [
    'a policy beside it',
    ['More', { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'ApiRole' }] } }],
    'More is a policy outside the role. Write it into the role, where it is checked.',
  ],
];
