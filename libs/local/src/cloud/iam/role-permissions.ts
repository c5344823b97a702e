import { AWS_MANAGED_POLICIES } from './aws-managed-policies.ts';
import type { IamRecords, RoleRecord } from './iam-records.ts';
import { evaluatePolicies, type PolicyRequest } from '../policy/evaluate-policies.ts';
import { parsePolicy, type PolicyDocument } from '../policy/policy-document.ts';

/** Whether the policies of a role allow something. A boundary of permissions must allow it too. */
export function roleAllows(records: IamRecords, role: RoleRecord, request: PolicyRequest): boolean {
  const own = [
    ...Object.values(role.policies).map((document) => parsePolicy(document, 'identity')),
    ...role.attached.flatMap((arn) => managedPolicy(records, arn) ?? []),
  ];
  if (evaluatePolicies(own, request) !== 'allowed') return false;
  if (role.PermissionsBoundary === undefined) return true;
  const boundary = managedPolicy(records, role.PermissionsBoundary);
  return boundary !== undefined && evaluatePolicies([boundary], request) === 'allowed';
}

/** Whether a service may assume the role: `lambda.amazonaws.com`. */
export function trusts(role: RoleRecord, service: string, accountId: string): boolean {
  const request = {
    action: 'sts:AssumeRole',
    resource: role.Arn,
    principal: { Service: service },
    context: { 'aws:sourceaccount': accountId },
  };
  return evaluatePolicies([parsePolicy(role.trustPolicy, 'trust')], request) === 'allowed';
}

/** The document in force of a managed policy, AWS's or one of the account. */
export function managedPolicy({ policies }: IamRecords, arn: string): PolicyDocument | undefined {
  const known = AWS_MANAGED_POLICIES.get(arn);
  if (known) return known;
  const record = policies.get(arn);
  const version = record?.versions[record.DefaultVersionId];
  return version && parsePolicy(version.document, 'identity');
}
