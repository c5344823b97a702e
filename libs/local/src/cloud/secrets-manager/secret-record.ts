import type { Store } from '../store/open-store.ts';

export type SecretVersion = {
  VersionId: string;
  SecretString?: string;
  /** Base64. */
  SecretBinary?: string;
  CreatedDate: string;
  /** `AWSCURRENT`, `AWSPREVIOUS`, and one's own. */
  stages: string[];
};

export type SecretRecord = {
  ARN: string;
  Name: string;
  Description?: string;
  KmsKeyId?: string;
  CreatedDate: string;
  LastChangedDate: string;
  /** Set while it waits to be removed. */
  DeletedDate?: string;
  versions: SecretVersion[];
  tags: { Key: string; Value: string }[];
  /** Where else it is kept. */
  replicas?: { Region: string; KmsKeyId?: string }[];
  /** Of a replica: where its secret is. */
  PrimaryRegion?: string;
};

/** Secrets, by region and name. */
export function openSecrets(store: Store) {
  return store.collection<SecretRecord>('secretsmanager-secret');
}

/** The version of a secret that an id or a stage names; by default the current one. */
export function findVersion(
  { versions }: SecretRecord,
  { VersionId, VersionStage }: { VersionId?: string | undefined; VersionStage?: string | undefined },
): SecretVersion | undefined {
  const stage = VersionStage ?? (VersionId === undefined ? 'AWSCURRENT' : undefined);
  return versions.find(
    (version) =>
      (VersionId === undefined || version.VersionId === VersionId) &&
      (stage === undefined || version.stages.includes(stage)),
  );
}
