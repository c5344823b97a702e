import { referenceOf, resourcesOf, textsIn, type Template } from './template.ts';

/** What the function's role allows beyond what it needs. */
export function findRoleFaults(template: Template): readonly string[] {
  const roles = resourcesOf(template, 'AWS::IAM::Role');
  const [lambda] = resourcesOf(template, 'AWS::Lambda::Function');
  const isKnown = roles.some(({ id }) => id === referenceOf(lambda?.properties['Role']));
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'].flatMap((type) =>
    resourcesOf(template, type),
  );
  return [
    ...(isKnown ? [] : ['The function must have a role of this template.']),
    ...policies.map(
      ({ id }) => `${id} is a policy outside the role. Write it into the role, where it is checked.`,
    ),
    ...roles.flatMap(({ id, properties }) => faultsOf(properties).map((fault) => `${id} ${fault}`)),
  ];
}

function faultsOf({
  Policies,
  ManagedPolicyArns,
  AssumeRolePolicyDocument,
}: Readonly<Record<string, unknown>>): readonly string[] {
  const trusted =
    (AssumeRolePolicyDocument as { Statement?: { Principal?: unknown }[] } | undefined)?.Statement ?? [];
  const isLambdaAlone = trusted.every(
    ({ Principal }) => JSON.stringify(Principal) === '{"Service":"lambda.amazonaws.com"}',
  );
  const wide = textsIn(Policies).find((text) => text.includes('*'));
  return [
    wide !== undefined && `has a wildcard: ${wide}. Name what it may do, and to what.`,
    textsIn(Policies).some((text) => text === 'NotAction' || text === 'NotResource') &&
      'allows all but what it names.',
    ManagedPolicyArns !== undefined && 'has managed policies, which allow more than the function needs.',
    !(trusted.length > 0 && isLambdaAlone) && 'must be taken on by Lambda alone.',
  ].filter((fault): fault is string => Boolean(fault));
}
