import { toText } from './iam-role.ts';
import { pick } from './lambda-function.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';

export const iamManagedPolicy: Provider = {
  type: 'AWS::IAM::ManagedPolicy',
  nameProperty: 'ManagedPolicyName',
  properties: ['ManagedPolicyName', 'PolicyDocument', 'Description', 'Path', 'Roles'],
  async create(properties, context) {
    const created = await context.call('iam', 'CreatePolicy', {
      PolicyName: properties['ManagedPolicyName'] ?? makeName(context, 128),
      PolicyDocument: toText(properties['PolicyDocument']),
      ...pick(properties, ['Description', 'Path']),
    });
    const { Arn, PolicyId } = created['Policy'] as { Arn: string; PolicyId: string };
    await attach(Arn, properties, {}, context);
    return { physicalId: Arn, attributes: { PolicyArn: Arn, PolicyId } };
  },
  async update(PolicyArn, properties, before, context) {
    const { call } = context;
    const { PolicyVersion } = await call('iam', 'CreatePolicyVersion', {
      PolicyArn,
      PolicyDocument: toText(properties['PolicyDocument']),
      SetAsDefault: true,
    });
    await dropVersions(PolicyArn, context, (PolicyVersion as { VersionId: string }).VersionId);
    await attach(PolicyArn, properties, before, context);
    return undefined;
  },
  async delete(PolicyArn, properties, context) {
    await attach(PolicyArn, {}, properties, context);
    await dropVersions(PolicyArn, context);
    await context.call('iam', 'DeletePolicy', { PolicyArn });
  },
};

async function attach(
  PolicyArn: string,
  after: Properties,
  before: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const roles = (after['Roles'] ?? []) as string[];
  for (const RoleName of roles) await call('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  for (const RoleName of (before['Roles'] ?? []) as string[]) {
    if (!roles.includes(RoleName)) await call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
  }
}

/** A policy holds five versions; those that are not in force have no use. */
async function dropVersions(PolicyArn: string, { call }: ProviderContext, kept?: string): Promise<void> {
  const { Versions } = await call('iam', 'ListPolicyVersions', { PolicyArn });
  for (const { VersionId, IsDefaultVersion } of Versions as {
    VersionId: string;
    IsDefaultVersion: boolean;
  }[]) {
    if (!IsDefaultVersion && VersionId !== kept)
      await call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId });
  }
}
