import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Service } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, list, number, optional, structure, text } from '../endpoint/shape.ts';
import type { Store } from '../store/open-store.ts';
import { without } from '../store/without.ts';
import {
  assertPrimary,
  assertReplicable,
  describeReplicas,
  REPLICA_REGIONS,
  saveReplicated,
} from './secret-replicas.ts';
import { findVersion, openSecrets, type SecretRecord, type SecretVersion } from './secret-record.ts';

const DAY_MS = 86_400_000;
const TAGS = list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }));
const VALUE = { SecretString: optional(text({ max: 65_536 })), SecretBinary: optional(text()) };
const NAMED = { SecretId: text({ min: 1, max: 2048 }) };

/** Secrets Manager, without rotation. Values are kept as they are: there is no KMS on a laptop. */
export function createSecretsManager(store: Store): Service {
  const secrets = openSecrets(store);

  const find = (id: string, { region }: Call): SecretRecord => {
    const record =
      secrets.get(region, id) ??
      secrets.list(region).find(({ ARN }) => ARN === id || ARN.slice(0, -7) === id);
    if (record?.DeletedDate !== undefined && record.DeletedDate < new Date().toISOString()) {
      secrets.delete(region, record.Name);
      throw notFound();
    }
    if (!record) throw notFound();
    return record;
  };
  const findLive = (id: string, call: Call): SecretRecord => {
    const record = find(id, call);
    if (record.DeletedDate !== undefined) throw deleted();
    return record;
  };
  const save = (record: SecretRecord, { region }: Call): void => {
    record.LastChangedDate = new Date().toISOString();
    saveReplicated(secrets, record, region);
  };
  const findPrimary = (id: string, call: Call): SecretRecord => {
    const record = findLive(id, call);
    assertPrimary(record);
    return record;
  };

  return {
    name: 'secretsmanager',
    validationError: 'InvalidParameterException',
    resources: Object.fromEntries(
      [
        'GetSecretValue',
        'DescribeSecret',
        'PutSecretValue',
        'UpdateSecret',
        'DeleteSecret',
        'ReplicateSecretToRegions',
        'RemoveRegionsFromReplication',
      ].map((name) => [name, ({ SecretId }, call) => find(String(SecretId), call).ARN]),
    ),
    operations: {
      CreateSecret: operation(
        structure({
          Name: text({ min: 1, max: 512, pattern: /^[\w/+=.@-]+$/ }),
          Description: optional(text({ max: 2048 })),
          KmsKeyId: optional(text()),
          ClientRequestToken: optional(text({ min: 32, max: 64 })),
          Tags: optional(TAGS),
          AddReplicaRegions: optional(REPLICA_REGIONS),
          ...VALUE,
        }),
        (
          { Name, Description, KmsKeyId, ClientRequestToken, Tags = [], AddReplicaRegions, ...value },
          call,
        ) => {
          const existing = secrets.get(call.region, Name);
          if (existing?.DeletedDate !== undefined)
            throw new AwsError(
              'InvalidRequestException',
              "You can't create this secret because a secret with this name is already scheduled for deletion.",
            );
          if (existing)
            throw new AwsError(
              'ResourceExistsException',
              `The operation failed because the secret ${Name} already exists.`,
            );
          const replicas = AddReplicaRegions ?? [];
          assertReplicable(
            secrets,
            Name,
            replicas.map(({ Region }) => Region),
            call.region,
          );
          const now = new Date().toISOString();
          const record: SecretRecord = {
            ARN: `arn:aws:secretsmanager:${call.region}:${call.accountId}:secret:${Name}-${suffix()}`,
            Name,
            CreatedDate: now,
            LastChangedDate: now,
            versions: [],
            tags: Tags,
            ...(Description !== undefined && { Description }),
            ...(KmsKeyId !== undefined && { KmsKeyId }),
            ...(replicas.length > 0 && { replicas }),
          };
          const version = addVersion(record, value, ClientRequestToken);
          save(record, call);
          return {
            ...summary(record),
            ...(version && { VersionId: version.VersionId }),
            ...describeReplicas(record),
          };
        },
      ),
      ReplicateSecretToRegions: operation(
        structure({ ...NAMED, AddReplicaRegions: REPLICA_REGIONS }),
        ({ SecretId, AddReplicaRegions }, call) => {
          const record = findPrimary(SecretId, call);
          const regions = AddReplicaRegions.map(({ Region }) => Region);
          assertReplicable(secrets, record.Name, regions, call.region);
          record.replicas = [...(record.replicas ?? []), ...AddReplicaRegions];
          save(record, call);
          return { ARN: record.ARN, ...describeReplicas(record) };
        },
      ),
      RemoveRegionsFromReplication: operation(
        structure({ ...NAMED, RemoveReplicaRegions: list(text()) }),
        ({ SecretId, RemoveReplicaRegions }, call) => {
          const record = findPrimary(SecretId, call);
          record.replicas = (record.replicas ?? []).filter(
            ({ Region }) => !RemoveReplicaRegions.includes(Region),
          );
          for (const region of RemoveReplicaRegions) secrets.delete(region, record.Name);
          save(record, call);
          return { ARN: record.ARN, ...describeReplicas(record) };
        },
      ),
      GetSecretValue: operation(
        structure({ ...NAMED, VersionId: optional(text()), VersionStage: optional(text()) }),
        ({ SecretId, VersionId, VersionStage }, call) => {
          const record = findLive(SecretId, call);
          const version = findVersion(record, { VersionId, VersionStage });
          if (!version)
            throw new AwsError(
              'ResourceNotFoundException',
              `Secrets Manager can't find the specified secret value for ${VersionId === undefined ? `staging label: ${VersionStage ?? 'AWSCURRENT'}` : `VersionId: ${VersionId}`}`,
            );
          const { stages, CreatedDate, ...rest } = version;
          return { ...summary(record), ...rest, VersionStages: stages, CreatedDate: new Date(CreatedDate) };
        },
      ),
      PutSecretValue: operation(
        structure({
          ...NAMED,
          ...VALUE,
          ClientRequestToken: optional(text()),
          VersionStages: optional(list(text())),
        }),
        ({ SecretId, ClientRequestToken, VersionStages, ...value }, call) => {
          const record = findPrimary(SecretId, call);
          const version = addVersion(record, value, ClientRequestToken, VersionStages);
          if (!version)
            throw new AwsError(
              'InvalidRequestException',
              'You must provide either SecretString or SecretBinary.',
            );
          save(record, call);
          return { ...summary(record), VersionId: version.VersionId, VersionStages: version.stages };
        },
      ),
      UpdateSecret: operation(
        structure({
          ...NAMED,
          ...VALUE,
          Description: optional(text({ max: 2048 })),
          KmsKeyId: optional(text()),
          ClientRequestToken: optional(text()),
        }),
        ({ SecretId, Description, KmsKeyId, ClientRequestToken, ...value }, call) => {
          const record = findPrimary(SecretId, call);
          if (Description !== undefined) record.Description = Description;
          if (KmsKeyId !== undefined) record.KmsKeyId = KmsKeyId;
          const version = addVersion(record, value, ClientRequestToken);
          save(record, call);
          return { ...summary(record), ...(version && { VersionId: version.VersionId }) };
        },
      ),
      DescribeSecret: operation(structure(NAMED), ({ SecretId }, call) => describe(find(SecretId, call))),
      ListSecrets: operation(
        structure({ MaxResults: optional(number({ min: 1, max: 100 })), NextToken: optional(text()) }),
        (_input, { region }) => ({
          SecretList: secrets
            .list(region)
            .filter(({ DeletedDate }) => DeletedDate === undefined)
            .map(describe),
        }),
      ),
      DeleteSecret: operation(
        structure({
          ...NAMED,
          RecoveryWindowInDays: optional(number({ min: 7, max: 30 })),
          ForceDeleteWithoutRecovery: optional(flag()),
        }),
        ({ SecretId, RecoveryWindowInDays = 30, ForceDeleteWithoutRecovery = false }, call) => {
          const record = findPrimary(SecretId, call);
          if (record.replicas?.length)
            throw new AwsError(
              'InvalidRequestException',
              `You can't delete secret ${record.Name} that still has replica regions [${record.replicas.map(({ Region }) => Region).join(', ')}]`,
            );
          const DeletedDate = new Date(
            Date.now() + (ForceDeleteWithoutRecovery ? 0 : RecoveryWindowInDays * DAY_MS),
          );
          if (ForceDeleteWithoutRecovery) secrets.delete(call.region, record.Name);
          else save({ ...record, DeletedDate: DeletedDate.toISOString() }, call);
          return { ...summary(record), DeletionDate: DeletedDate };
        },
      ),
      RestoreSecret: operation(structure(NAMED), ({ SecretId }, call) => {
        const { DeletedDate: _, ...record } = find(SecretId, call);
        save(record, call);
        return summary(record);
      }),
      TagResource: operation(structure({ ...NAMED, Tags: TAGS }), ({ SecretId, Tags }, call) => {
        const record = findPrimary(SecretId, call);
        const names = new Set(Tags.map(({ Key }) => Key));
        record.tags = [...record.tags.filter(({ Key }) => !names.has(Key)), ...Tags];
        save(record, call);
      }),
      UntagResource: operation(
        structure({ ...NAMED, TagKeys: list(text()) }),
        ({ SecretId, TagKeys }, call) => {
          const record = findPrimary(SecretId, call);
          record.tags = record.tags.filter(({ Key }) => !TagKeys.includes(Key));
          save(record, call);
        },
      ),
    },
  };
}

/** Adds a version that takes over the stages it is given; none when there is no value. */
function addVersion(
  record: SecretRecord,
  { SecretString, SecretBinary }: { SecretString?: string; SecretBinary?: string },
  id: string = randomUUID(),
  stages: readonly string[] = ['AWSCURRENT'],
): SecretVersion | undefined {
  if (SecretString === undefined && SecretBinary === undefined) return undefined;
  for (const version of record.versions) {
    const wasCurrent = version.stages.includes('AWSCURRENT');
    const isReplaced = stages.includes('AWSCURRENT');
    version.stages = version.stages.filter(
      (stage) => !stages.includes(stage) && !(isReplaced && stage === 'AWSPREVIOUS'),
    );
    if (wasCurrent && isReplaced) version.stages.push('AWSPREVIOUS');
  }
  const version: SecretVersion = {
    VersionId: id,
    CreatedDate: new Date().toISOString(),
    stages: [...stages],
    ...(SecretString !== undefined && { SecretString }),
    ...(SecretBinary !== undefined && { SecretBinary }),
  };
  record.versions.push(version);
  return version;
}

/** Six characters that make the ARN of a secret another one when its name is used again. */
function suffix(): string {
  return randomBytes(9).toString('base64').replace(/[+/=]/g, 'x').slice(0, 6);
}

function notFound(): AwsError {
  return new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

function deleted(): AwsError {
  return new AwsError(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}

function summary({ ARN, Name }: SecretRecord): object {
  return { ARN, Name };
}

function describe(record: SecretRecord): object {
  const { versions, CreatedDate, LastChangedDate, DeletedDate } = record;
  const staged = versions.filter(({ stages }) => stages.length > 0);
  return {
    ...without(record, 'versions', 'tags', 'replicas'),
    ...describeReplicas(record),
    CreatedDate: new Date(CreatedDate),
    LastChangedDate: new Date(LastChangedDate),
    ...(DeletedDate !== undefined && { DeletedDate: new Date(DeletedDate) }),
    Tags: record.tags,
    VersionIdsToStages: new Map(staged.map((one) => [one.VersionId, one.stages])),
  };
}
