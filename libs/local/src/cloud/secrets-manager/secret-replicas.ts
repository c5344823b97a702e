import { AwsError } from '../endpoint/aws-error.ts';
import { list, optional, structure, text } from '../endpoint/shape.ts';
import type { openSecrets, SecretRecord } from './secret-record.ts';

/** Where else a secret is kept. */
export const REPLICA_REGIONS = list(
  structure({ Region: text({ pattern: /^[a-z]{2}(-[a-z]+)+-\d$/ }), KmsKeyId: optional(text()) }),
);

/**
 * Writes a secret, and what is the same of it in the regions of its replicas. Assumed: they are in sync at once.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
 */
export function saveReplicated(
  secrets: ReturnType<typeof openSecrets>,
  record: SecretRecord,
  region: string,
): void {
  secrets.put([region, record.Name], record);
  const { replicas = [], ...same } = record;
  for (const replica of replicas)
    secrets.put([replica.Region, record.Name], {
      ...same,
      ARN: same.ARN.replace(`:${region}:`, `:${replica.Region}:`),
      PrimaryRegion: region,
      ...(replica.KmsKeyId !== undefined && { KmsKeyId: replica.KmsKeyId }),
    });
}

/** Throws AwsError where regions cannot hold a replica of a secret. Assumed: the texts, here and for a replica that is changed. */
export function assertReplicable(
  secrets: ReturnType<typeof openSecrets>,
  name: string,
  regions: readonly string[],
  primary: string,
): void {
  if (regions.includes(primary))
    throw new AwsError(
      'InvalidParameterException',
      `Invalid replica region ${primary}. A secret cannot be replicated to its own region.`,
    );
  const taken = regions.find((region) => secrets.get(region, name));
  if (taken !== undefined)
    throw new AwsError(
      'ResourceExistsException',
      `Replication failed: Secret name simple conflict in the target region: ${taken}.`,
    );
}

/** Throws AwsError for what is done in the region of the primary secret alone. */
export function assertPrimary({ PrimaryRegion }: SecretRecord): void {
  if (PrimaryRegion !== undefined)
    throw new AwsError(
      'InvalidRequestException',
      "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
    );
}

/** As a response tells them. */
export function describeReplicas({ replicas = [] }: SecretRecord): object {
  if (replicas.length === 0) return {};
  return {
    ReplicationStatus: replicas.map(({ Region, KmsKeyId = 'alias/aws/secretsmanager' }) => ({
      Region,
      KmsKeyId,
      Status: 'InSync',
      StatusMessage: 'Replication succeeded',
    })),
  };
}
