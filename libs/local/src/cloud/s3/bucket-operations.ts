import { AwsError, notImplemented } from '../endpoint/aws-error.ts';
import type { WireResponse } from '../endpoint/protocols/protocol.ts';
import { parsePolicy } from '../policy/policy-document.ts';
import { without } from '../store/without.ts';
import type { BucketRecord, BucketRecords } from './bucket-records.ts';
import type { BucketRequest } from './bucket-request.ts';
import { childText, parseXml } from './parse-xml.ts';
import { emptyReply, Repeated, xmlReply } from './xml-reply.ts';

const NAME = /^(?!xn--|sthree-)(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const ENCRYPTION =
  '<ServerSideEncryptionConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ApplyServerSideEncryptionByDefault>' +
  '<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>';

/** Settings of a bucket that are kept as they are given, with what a bucket without one replies: a body, or an error. */
const SETTINGS: Readonly<Record<string, { body: string } | { code: string }>> = {
  encryption: { body: ENCRYPTION },
  publicAccessBlock: { code: 'NoSuchPublicAccessBlockConfiguration' },
  policy: { code: 'NoSuchBucketPolicy' },
  lifecycle: { code: 'NoSuchLifecycleConfiguration' },
  tagging: { code: 'NoSuchTagSet' },
  ownershipControls: { code: 'OwnershipControlsNotFoundError' },
  cors: { code: 'NoSuchCORSConfiguration' },
  notification: { body: '<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>' },
};

/** Requests about buckets themselves. */
export function bucketOperations({ buckets, objects, uploads }: BucketRecords) {
  const find = (name: string): BucketRecord => {
    const bucket = buckets.get(name);
    if (!bucket)
      throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', {
        status: 404,
        BucketName: name,
      });
    return bucket;
  };

  const create = (name: string, { body, region }: BucketRequest): WireResponse => {
    if (!NAME.test(name))
      throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', { BucketName: name });
    const constraint =
      body.length > 0 ? childText(parseXml(body.toString('utf8')), 'LocationConstraint') : undefined;
    if ((constraint ?? 'us-east-1') !== region && constraint !== '')
      throw new AwsError(
        'IllegalLocationConstraintException',
        `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      );
    const existing = buckets.get(name);
    if (existing && region !== 'us-east-1')
      throw new AwsError(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        { status: 409, BucketName: name },
      );
    if (!existing)
      buckets.put([name], { Name: name, region, CreationDate: new Date().toISOString(), settings: {} });
    return emptyReply(200, { location: `/${name}` });
  };

  const writeSetting = (bucket: BucketRecord, setting: string, body: string): WireResponse => {
    if (setting === 'policy') parsePolicy(body, 'resource');
    else parseXml(body);
    if (setting === 'notification' && /<(Topic|Queue|CloudFunction|EventBridge)Configuration/.test(body))
      throw notImplemented('notifications of S3');
    buckets.put([bucket.Name], { ...bucket, settings: { ...bucket.settings, [setting]: body } });
    return emptyReply(setting === 'policy' ? 204 : 200);
  };

  const removeSetting = (bucket: BucketRecord, setting: string): WireResponse => {
    buckets.put([bucket.Name], { ...bucket, settings: without(bucket.settings, setting) });
    return emptyReply(204);
  };

  const versioning = (bucket: BucketRecord, { method, body }: BucketRequest): WireResponse => {
    if (method === 'GET') return xmlReply('VersioningConfiguration', { Status: bucket.versioning });
    const status = childText(parseXml(body.toString('utf8')), 'Status');
    if (status !== 'Enabled' && status !== 'Suspended')
      throw new AwsError(
        'IllegalVersioningConfigurationException',
        'The versioning configuration has no valid status.',
      );
    buckets.put([bucket.Name], { ...bucket, versioning: status });
    return emptyReply(200);
  };

  const remove = (bucket: BucketRecord): WireResponse => {
    if (objects.list(bucket.Name).length > 0)
      throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
        status: 409,
        BucketName: bucket.Name,
      });
    for (const { uploadId } of uploads.list(bucket.Name)) uploads.delete(bucket.Name, uploadId);
    buckets.delete(bucket.Name);
    return emptyReply(204);
  };

  return {
    find,
    list: (): WireResponse =>
      xmlReply('ListAllMyBucketsResult', {
        Owner: { ID: 'developer' },
        Buckets: {
          Bucket: new Repeated(
            buckets
              .list()
              .map(({ Name, CreationDate, region }) => ({ Name, CreationDate, BucketRegion: region })),
          ),
        },
      }),
    create,
    head: (bucket: BucketRecord): WireResponse => emptyReply(200, { 'x-amz-bucket-region': bucket.region }),
    remove,
    versioning,
    location: (bucket: BucketRecord): WireResponse => ({
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${
        bucket.region === 'us-east-1' ? '' : bucket.region
      }</LocationConstraint>`,
    }),
    /** A setting that is kept as it is given. */
    setting(bucket: BucketRecord, name: string, { method, body }: BucketRequest): WireResponse {
      if (method === 'GET') return readSetting(bucket, name);
      if (method === 'PUT') return writeSetting(bucket, name, body.toString('utf8'));
      return removeSetting(bucket, name);
    },
  };
}

export type BucketOperations = ReturnType<typeof bucketOperations>;

export function isSetting(name: string): boolean {
  return Object.hasOwn(SETTINGS, name);
}

function readSetting(bucket: BucketRecord, setting: string): WireResponse {
  const headers = { 'content-type': setting === 'policy' ? 'application/json' : 'application/xml' };
  const given = bucket.settings[setting];
  if (given !== undefined) return { status: 200, headers, body: given };
  const missing = SETTINGS[setting];
  if (missing && 'body' in missing) return { status: 200, headers, body: missing.body };
  throw new AwsError(missing?.code ?? '', `The ${setting} configuration does not exist`, {
    status: 404,
    BucketName: bucket.Name,
  });
}
