import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, number, optional, structure, text } from '../endpoint/shape.ts';
import { parsePolicy } from '../policy/policy-document.ts';
import { without } from '../store/without.ts';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies.ts';
import type { IamRecords, RoleRecord } from './iam-records.ts';
import { makeUniqueId } from './identifiers.ts';

export const ROLE_NAME = text({ min: 1, max: 64, pattern: /^[\w+=,.@-]+$/ });
export const PATH = text({ pattern: /^\/([\u0021-\u007e]+\/)?$/ });
export const TAGS = list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }), {
  max: 50,
});

/** The operations on roles themselves. */
export function roleOperations({ roles, policies }: IamRecords): Record<string, Operation> {
  const change = (name: string, edit: (role: RoleRecord) => void): void => {
    const role = findRole(roles, name);
    edit(role);
    roles.put([name], role);
  };
  const assertBoundary = (arn: string | undefined): void => {
    if (arn !== undefined && !AWS_MANAGED_POLICIES.has(arn) && !policies.get(arn))
      throw new AwsError('NoSuchEntity', `Scope ARN: ${arn} does not exist or is not attachable.`, {
        status: 404,
      });
  };
  return {
    CreateRole: operation(
      structure({
        RoleName: ROLE_NAME,
        AssumeRolePolicyDocument: text({ min: 1 }),
        Path: optional(PATH),
        Description: optional(text({ max: 1000 })),
        MaxSessionDuration: optional(number({ min: 3600, max: 43_200 })),
        PermissionsBoundary: optional(text()),
        Tags: optional(TAGS),
      }),
      (input, { accountId }) => {
        const {
          RoleName,
          AssumeRolePolicyDocument,
          Path = '/',
          MaxSessionDuration = 3600,
          Tags = [],
        } = input;
        if (roles.get(RoleName))
          throw new AwsError('EntityAlreadyExists', `Role with name ${RoleName} already exists.`, {
            status: 409,
          });
        parsePolicy(AssumeRolePolicyDocument, 'trust');
        assertBoundary(input.PermissionsBoundary);
        const role: RoleRecord = {
          RoleName,
          RoleId: makeUniqueId('AROA'),
          Arn: `arn:aws:iam::${accountId}:role${Path}${RoleName}`,
          Path,
          CreateDate: new Date().toISOString(),
          MaxSessionDuration,
          trustPolicy: AssumeRolePolicyDocument,
          policies: {},
          attached: [],
          tags: Tags,
          ...(input.Description !== undefined && { Description: input.Description }),
          ...(input.PermissionsBoundary !== undefined && { PermissionsBoundary: input.PermissionsBoundary }),
        };
        roles.put([RoleName], role);
        return { Role: describeRole(role) };
      },
    ),
    GetRole: operation(structure({ RoleName: ROLE_NAME }), ({ RoleName }) => ({
      Role: describeRole(findRole(roles, RoleName)),
    })),
    ListRoles: operation(
      structure({ PathPrefix: optional(text()), MaxItems: optional(number()), Marker: optional(text()) }),
      ({ PathPrefix = '/' }) => ({
        Roles: roles
          .list()
          .filter(({ Path }) => Path.startsWith(PathPrefix))
          .map(describeRole),
        IsTruncated: false,
      }),
    ),
    DeleteRole: operation(structure({ RoleName: ROLE_NAME }), ({ RoleName }) => {
      const role = findRole(roles, RoleName);
      if (role.attached.length > 0)
        throw new AwsError('DeleteConflict', 'Cannot delete entity, must detach all policies first.', {
          status: 409,
        });
      if (Object.keys(role.policies).length > 0)
        throw new AwsError('DeleteConflict', 'Cannot delete entity, must delete policies first.', {
          status: 409,
        });
      roles.delete(RoleName);
    }),
    UpdateRole: operation(
      structure({
        RoleName: ROLE_NAME,
        Description: optional(text({ max: 1000 })),
        MaxSessionDuration: optional(number({ min: 3600, max: 43_200 })),
      }),
      ({ RoleName, Description, MaxSessionDuration }) => {
        change(RoleName, (role) => {
          if (Description !== undefined) role.Description = Description;
          if (MaxSessionDuration !== undefined) role.MaxSessionDuration = MaxSessionDuration;
        });
        return {};
      },
    ),
    UpdateAssumeRolePolicy: operation(
      structure({ RoleName: ROLE_NAME, PolicyDocument: text({ min: 1 }) }),
      ({ RoleName, PolicyDocument }) => {
        parsePolicy(PolicyDocument, 'trust');
        change(RoleName, (role) => void (role.trustPolicy = PolicyDocument));
      },
    ),
    PutRolePermissionsBoundary: operation(
      structure({ RoleName: ROLE_NAME, PermissionsBoundary: text() }),
      ({ RoleName, PermissionsBoundary }) => {
        assertBoundary(PermissionsBoundary);
        change(RoleName, (role) => void (role.PermissionsBoundary = PermissionsBoundary));
      },
    ),
    DeleteRolePermissionsBoundary: operation(structure({ RoleName: ROLE_NAME }), ({ RoleName }) => {
      change(RoleName, (role) => void delete role.PermissionsBoundary);
    }),
    TagRole: operation(structure({ RoleName: ROLE_NAME, Tags: TAGS }), ({ RoleName, Tags }) => {
      const names = new Set(Tags.map(({ Key }) => Key));
      change(
        RoleName,
        (role) => void (role.tags = [...role.tags.filter(({ Key }) => !names.has(Key)), ...Tags]),
      );
    }),
    UntagRole: operation(
      structure({ RoleName: ROLE_NAME, TagKeys: list(text()) }),
      ({ RoleName, TagKeys }) => {
        change(RoleName, (role) => void (role.tags = role.tags.filter(({ Key }) => !TagKeys.includes(Key))));
      },
    ),
    ListRoleTags: operation(
      structure({ RoleName: ROLE_NAME, MaxItems: optional(number()) }),
      ({ RoleName }) => ({
        Tags: findRole(roles, RoleName).tags,
        IsTruncated: false,
      }),
    ),
    // A role of a function is in no instance profile; who deletes roles asks first.
    ListInstanceProfilesForRole: operation(
      structure({ RoleName: ROLE_NAME, MaxItems: optional(number()) }),
      ({ RoleName }) => {
        findRole(roles, RoleName);
        return { InstanceProfiles: [], IsTruncated: false };
      },
    ),
  };
}

/** Throws AwsError `NoSuchEntity`. */
export function findRole(roles: IamRecords['roles'], name: string): RoleRecord {
  const role = roles.get(name);
  if (!role)
    throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
  return role;
}

function describeRole(role: RoleRecord): object {
  const { trustPolicy, tags, CreateDate, PermissionsBoundary } = role;
  return {
    ...without(role, 'trustPolicy', 'policies', 'attached', 'tags', 'PermissionsBoundary'),
    CreateDate: new Date(CreateDate),
    // Documents are percent-encoded in the replies of IAM.
    AssumeRolePolicyDocument: encodeURIComponent(trustPolicy),
    ...(tags.length > 0 && { Tags: tags }),
    ...(PermissionsBoundary !== undefined && {
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: PermissionsBoundary,
      },
    }),
  };
}
