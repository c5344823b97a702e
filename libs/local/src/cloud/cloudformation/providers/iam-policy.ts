import { toText } from './iam-role.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';

/** A policy that is written into roles. */
export const iamPolicy: Provider = {
  type: 'AWS::IAM::Policy',
  properties: ['PolicyName', 'PolicyDocument', 'Roles'],
  async create(properties, context) {
    await put(properties, {}, context);
    const id = makeName(context);
    return { physicalId: id, attributes: { Id: id } };
  },
  async update(_id, properties, before, context) {
    await put(properties, before, context);
    return undefined;
  },
  async delete(_id, properties, context) {
    await put({}, properties, context);
  },
};

async function put(after: Properties, before: Properties, { call }: ProviderContext): Promise<void> {
  const roles = (after['Roles'] ?? []) as string[];
  const { PolicyName, PolicyDocument } = after;
  for (const RoleName of roles)
    await call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument: toText(PolicyDocument) });
  for (const RoleName of (before['Roles'] ?? []) as string[]) {
    const isKept = roles.includes(RoleName) && before['PolicyName'] === PolicyName;
    if (!isKept) await call('iam', 'DeleteRolePolicy', { RoleName, PolicyName: before['PolicyName'] });
  }
}
