import { pick } from './lambda-function.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { removedTags, tagList } from './tags.ts';

type InlinePolicy = { PolicyName: string; PolicyDocument: unknown };

export const iamRole: Provider = {
  type: 'AWS::IAM::Role',
  nameProperty: 'RoleName',
  properties: [
    'AssumeRolePolicyDocument',
    'Description',
    'ManagedPolicyArns',
    'MaxSessionDuration',
    'Path',
    'PermissionsBoundary',
    'Policies',
    'RoleName',
    'Tags',
  ],
  async create(properties, context) {
    const RoleName = String(properties['RoleName'] ?? makeName(context));
    const created = await context.call('iam', 'CreateRole', {
      RoleName,
      AssumeRolePolicyDocument: toText(properties['AssumeRolePolicyDocument']),
      ...pick(properties, ['Path', 'Description', 'MaxSessionDuration', 'PermissionsBoundary']),
      Tags: tagList(properties['Tags']),
    });
    await putPolicies(RoleName, properties, {}, context);
    const { Arn, RoleId } = created['Role'] as { Arn: string; RoleId: string };
    return { physicalId: RoleName, attributes: { Arn, RoleId } };
  },
  async update(RoleName, properties, before, context) {
    const { call } = context;
    await call('iam', 'UpdateAssumeRolePolicy', {
      RoleName,
      PolicyDocument: toText(properties['AssumeRolePolicyDocument']),
    });
    const { Description = '', MaxSessionDuration = 3600, PermissionsBoundary } = properties;
    await call('iam', 'UpdateRole', { RoleName, Description, MaxSessionDuration });
    if (PermissionsBoundary !== undefined)
      await call('iam', 'PutRolePermissionsBoundary', { RoleName, PermissionsBoundary });
    else if (before['PermissionsBoundary'] !== undefined)
      await call('iam', 'DeleteRolePermissionsBoundary', { RoleName });
    await putPolicies(RoleName, properties, before, context);
    const removed = removedTags(before, properties);
    if (removed.length > 0) await call('iam', 'UntagRole', { RoleName, TagKeys: removed });
    await call('iam', 'TagRole', { RoleName, Tags: tagList(properties['Tags']) });
    return undefined;
  },
  async delete(RoleName, properties, context) {
    await putPolicies(RoleName, {}, properties, context);
    await context.call('iam', 'DeleteRole', { RoleName });
  },
};

/** Puts policies that are wanted, and takes away those that were and no longer are. */
async function putPolicies(
  RoleName: string,
  after: Properties,
  before: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const wanted = (after['Policies'] ?? []) as InlinePolicy[];
  for (const { PolicyName, PolicyDocument } of wanted) {
    await call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument: toText(PolicyDocument) });
  }
  for (const { PolicyName } of (before['Policies'] ?? []) as InlinePolicy[]) {
    if (!wanted.some((one) => one.PolicyName === PolicyName))
      await call('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
  }
  const attached = (after['ManagedPolicyArns'] ?? []) as string[];
  for (const PolicyArn of attached) await call('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  for (const PolicyArn of (before['ManagedPolicyArns'] ?? []) as string[]) {
    if (!attached.includes(PolicyArn)) await call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
  }
}

/** A document as text, whether the template has it as members or as text. */
export function toText(document: unknown): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}
