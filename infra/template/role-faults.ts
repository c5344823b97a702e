import { faultsAbout, referenceOf, resourcesOf, textsIn, type Template } from './template.ts';

/** What the function's role allows beyond what it needs. */
export function findRoleFaults(template: Template): readonly string[] {
  const roles = resourcesOf(template, 'AWS::IAM::Role');
  const [lambda] = resourcesOf(template, 'AWS::Lambda::Function');
  const own = referenceOf(lambda?.properties['Role']);
  const isKnown = roles.some(({ id }) => id === own);
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'].flatMap((type) =>
    resourcesOf(template, type),
  );
  return [
    ...(isKnown ? [] : ['The function must have a role of this template.']),
    ...policies.map(
      ({ id }) => `${id} is a policy outside the role. Write it into the role, where it is checked.`,
    ),
    ...roles.flatMap(({ id, properties }) =>
      faultsAbout(id, [...policyFaults(properties), ...trustFaults(properties, id === own)]),
    ),
  ];
}

type Members = Readonly<Record<string, unknown>>;

function policyFaults({ Policies, ManagedPolicyArns }: Members): readonly (string | false)[] {
  const texts = textsIn(Policies);
  const wide = texts.find((text) => text.includes('*'));
  return [
    wide !== undefined && `has a wildcard: ${wide}. Name what it may do, and to what.`,
    texts.some((text) => text === 'NotAction' || text === 'NotResource') && 'allows all but what it names.',
    ManagedPolicyArns !== undefined && 'has managed policies, which allow more than the function needs.',
  ];
}

/** The function's own role is Lambda's; another is one service's, which asks on behalf of this account. */
function trustFaults({ AssumeRolePolicyDocument }: Members, isOwn: boolean): readonly string[] {
  const { Statement = [] } = (AssumeRolePolicyDocument ?? {}) as { Statement?: readonly Trust[] };
  const [trust, ...more] = Statement;
  const { Service, ...others } = trust?.Principal ?? {};
  const isOneService =
    more.length === 0 &&
    typeof Service === 'string' &&
    Object.keys(others).length === 0 &&
    !Service.includes('*');
  if (isOwn) {
    return isOneService && Service === 'lambda.amazonaws.com' ? [] : ['must be taken on by Lambda alone.'];
  }
  const account = trust?.Condition?.['StringEquals']?.['aws:SourceAccount'];
  return isOneService && referenceOf(account) === 'AWS::AccountId'
    ? []
    : ['must be taken on by one service alone, and for this account.'];
}

type Trust = Readonly<{
  Principal?: Readonly<{ Service?: unknown }>;
  Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}>;
