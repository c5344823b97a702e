import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { number, optional, structure, text } from '../endpoint/shape.ts';
import { parsePolicy } from '../policy/policy-document.ts';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies.ts';
import type { IamRecords } from './iam-records.ts';
import { findRole, ROLE_NAME } from './role-operations.ts';

export const POLICY_NAME = text({ min: 1, max: 128, pattern: /^[\w+=,.@-]+$/ });

/** The operations on the policies of a role: those written into it, and those attached. */
export function rolePolicyOperations({ roles, policies }: IamRecords): Record<string, Operation> {
  const page = { MaxItems: optional(number()), Marker: optional(text()) };
  const inline = structure({ RoleName: ROLE_NAME, PolicyName: POLICY_NAME });
  const attachment = structure({ RoleName: ROLE_NAME, PolicyArn: text({ min: 20 }) });
  return {
    PutRolePolicy: operation(
      structure({
        RoleName: ROLE_NAME,
        PolicyName: POLICY_NAME,
        PolicyDocument: text({ min: 1, max: 10_240 }),
      }),
      ({ RoleName, PolicyName, PolicyDocument }) => {
        const role = findRole(roles, RoleName);
        parsePolicy(PolicyDocument, 'identity');
        role.policies[PolicyName] = PolicyDocument;
        roles.put([RoleName], role);
      },
    ),
    GetRolePolicy: operation(inline, ({ RoleName, PolicyName }) => {
      const document = findRole(roles, RoleName).policies[PolicyName];
      if (document === undefined) throw noPolicy(`The role policy with name ${PolicyName} cannot be found.`);
      return { RoleName, PolicyName, PolicyDocument: encodeURIComponent(document) };
    }),
    DeleteRolePolicy: operation(inline, ({ RoleName, PolicyName }) => {
      const role = findRole(roles, RoleName);
      if (role.policies[PolicyName] === undefined)
        throw noPolicy(`The role policy with name ${PolicyName} cannot be found.`);
      delete role.policies[PolicyName];
      roles.put([RoleName], role);
    }),
    ListRolePolicies: operation(structure({ RoleName: ROLE_NAME, ...page }), ({ RoleName }) => ({
      PolicyNames: Object.keys(findRole(roles, RoleName).policies),
      IsTruncated: false,
    })),
    AttachRolePolicy: operation(attachment, ({ RoleName, PolicyArn }) => {
      const role = findRole(roles, RoleName);
      if (!AWS_MANAGED_POLICIES.has(PolicyArn) && !policies.get(PolicyArn))
        throw noPolicy(`Policy ${PolicyArn} does not exist or is not attachable.`);
      if (!role.attached.includes(PolicyArn)) role.attached.push(PolicyArn);
      roles.put([RoleName], role);
    }),
    DetachRolePolicy: operation(attachment, ({ RoleName, PolicyArn }) => {
      const role = findRole(roles, RoleName);
      if (!role.attached.includes(PolicyArn)) throw noPolicy(`Policy ${PolicyArn} was not found.`);
      role.attached = role.attached.filter((arn) => arn !== PolicyArn);
      roles.put([RoleName], role);
    }),
    ListAttachedRolePolicies: operation(
      structure({ RoleName: ROLE_NAME, PathPrefix: optional(text()), ...page }),
      ({ RoleName }) => ({
        AttachedPolicies: findRole(roles, RoleName).attached.map((arn) => ({
          PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
          PolicyArn: arn,
        })),
        IsTruncated: false,
      }),
    ),
  };
}

function noPolicy(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, { status: 404 });
}
