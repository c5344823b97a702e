import type { Store } from '../store/open-store.ts';

export type Tag = { Key: string; Value: string };

export type RoleRecord = {
  RoleName: string;
  RoleId: string;
  Arn: string;
  Path: string;
  Description?: string;
  CreateDate: string;
  MaxSessionDuration: number;
  PermissionsBoundary?: string;
  /** Documents as they were given. */
  trustPolicy: string;
  /** Inline policies by name. */
  policies: Record<string, string>;
  /** ARNs of attached managed policies. */
  attached: string[];
  tags: Tag[];
};

export type ManagedPolicyRecord = {
  PolicyName: string;
  PolicyId: string;
  Arn: string;
  Path: string;
  Description?: string;
  CreateDate: string;
  DefaultVersionId: string;
  /** Documents by version id. */
  versions: Record<string, { document: string; CreateDate: string }>;
  tags: Tag[];
};

/** Where IAM keeps what it knows. IAM has no regions. */
export function openIamRecords(store: Store) {
  return {
    roles: store.collection<RoleRecord>('iam-role'),
    policies: store.collection<ManagedPolicyRecord>('iam-policy'),
  };
}

export type IamRecords = ReturnType<typeof openIamRecords>;
