import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, number, optional, structure, text } from '../endpoint/shape.ts';
import { parsePolicy } from '../policy/policy-document.ts';
import { without } from '../store/without.ts';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies.ts';
import type { IamRecords, ManagedPolicyRecord } from './iam-records.ts';
import { makeUniqueId } from './identifiers.ts';
import { PATH, TAGS } from './role-operations.ts';
import { POLICY_NAME } from './role-policy-operations.ts';

/** A managed policy keeps at most five versions. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_VERSIONS = 5;

/** The operations on managed policies of the account. Those of AWS can be read. */
export function policyOperations({ roles, policies }: IamRecords): Record<string, Operation> {
  const find = (arn: string): ManagedPolicyRecord => {
    const policy = policies.get(arn) ?? awsPolicy(arn);
    if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
    return policy;
  };
  const attachmentsOf = (arn: string): number =>
    roles.list().filter(({ attached }) => attached.includes(arn)).length;
  const describe = (policy: ManagedPolicyRecord): object => ({
    ...without(policy, 'versions', 'tags'),
    CreateDate: new Date(policy.CreateDate),
    AttachmentCount: attachmentsOf(policy.Arn),
    IsAttachable: true,
    ...(policy.tags.length > 0 && { Tags: policy.tags }),
  });
  const arn = { PolicyArn: text({ min: 20 }) };
  const version = structure({ ...arn, VersionId: text({ pattern: /^v[1-9]\d*$/ }) });
  return {
    CreatePolicy: operation(
      structure({
        PolicyName: POLICY_NAME,
        PolicyDocument: text({ min: 1, max: 6144 }),
        Path: optional(PATH),
        Description: optional(text({ max: 1000 })),
        Tags: optional(TAGS),
      }),
      ({ PolicyName, PolicyDocument, Path = '/', Description, Tags = [] }, { accountId }) => {
        const Arn = `arn:aws:iam::${accountId}:policy${Path}${PolicyName}`;
        if (policies.get(Arn))
          throw new AwsError(
            'EntityAlreadyExists',
            `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`,
            {
              status: 409,
            },
          );
        parsePolicy(PolicyDocument, 'identity');
        const CreateDate = new Date().toISOString();
        const policy: ManagedPolicyRecord = {
          PolicyName,
          PolicyId: makeUniqueId('ANPA'),
          Arn,
          Path,
          CreateDate,
          DefaultVersionId: 'v1',
          versions: { v1: { document: PolicyDocument, CreateDate } },
          tags: Tags,
          ...(Description !== undefined && { Description }),
        };
        policies.put([Arn], policy);
        return { Policy: describe(policy) };
      },
    ),
    GetPolicy: operation(structure(arn), ({ PolicyArn }) => ({ Policy: describe(find(PolicyArn)) })),
    GetPolicyVersion: operation(version, ({ PolicyArn, VersionId }) => ({
      PolicyVersion: describeVersion(find(PolicyArn), VersionId),
    })),
    ListPolicyVersions: operation(structure({ ...arn, MaxItems: optional(number()) }), ({ PolicyArn }) => {
      const policy = find(PolicyArn);
      return {
        Versions: Object.keys(policy.versions).map((id) => describeVersion(policy, id)),
        IsTruncated: false,
      };
    }),
    CreatePolicyVersion: operation(
      structure({ ...arn, PolicyDocument: text({ min: 1, max: 6144 }), SetAsDefault: optional(flag()) }),
      ({ PolicyArn, PolicyDocument, SetAsDefault = false }) => {
        const policy = find(PolicyArn);
        parsePolicy(PolicyDocument, 'identity');
        const ids = Object.keys(policy.versions);
        if (ids.length >= MAX_VERSIONS)
          throw new AwsError(
            'LimitExceeded',
            'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
            { status: 409 },
          );
        const id = `v${Math.max(...ids.map((one) => Number(one.slice(1)))) + 1}`;
        policy.versions[id] = { document: PolicyDocument, CreateDate: new Date().toISOString() };
        if (SetAsDefault) policy.DefaultVersionId = id;
        policies.put([PolicyArn], policy);
        return { PolicyVersion: describeVersion(policy, id) };
      },
    ),
    DeletePolicyVersion: operation(version, ({ PolicyArn, VersionId }) => {
      const policy = find(PolicyArn);
      describeVersion(policy, VersionId);
      if (VersionId === policy.DefaultVersionId)
        throw new AwsError('DeleteConflict', 'Cannot delete the default version of a policy.', {
          status: 409,
        });
      delete policy.versions[VersionId];
      policies.put([PolicyArn], policy);
    }),
    DeletePolicy: operation(structure(arn), ({ PolicyArn }) => {
      const policy = find(PolicyArn);
      if (attachmentsOf(PolicyArn) > 0)
        throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.', { status: 409 });
      if (Object.keys(policy.versions).length > 1)
        throw new AwsError(
          'DeleteConflict',
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
          {
            status: 409,
          },
        );
      policies.delete(PolicyArn);
    }),
  };
}

function describeVersion(policy: ManagedPolicyRecord, id: string): object {
  const version = policy.versions[id];
  if (!version) throw noSuchEntity(`Policy ${policy.Arn} version ${id} does not exist.`);
  return {
    VersionId: id,
    IsDefaultVersion: id === policy.DefaultVersionId,
    CreateDate: new Date(version.CreateDate),
    Document: encodeURIComponent(version.document),
  };
}

function awsPolicy(arn: string): ManagedPolicyRecord | undefined {
  const document = AWS_MANAGED_POLICIES.get(arn);
  if (!document) return undefined;
  const CreateDate = '2015-04-09T15:03:43.000Z';
  return {
    PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
    PolicyId: 'ANPAAWSMANAGEDPOLICY0',
    Arn: arn,
    Path: arn.includes('service-role/') ? '/service-role/' : '/',
    CreateDate,
    DefaultVersionId: 'v1',
    versions: { v1: { document: JSON.stringify(document), CreateDate } },
    tags: [],
  };
}

function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, { status: 404 });
}
