import { notImplemented } from '../endpoint/aws-error.ts';
import { isSetting } from './bucket-operations.ts';
import type { BucketRequest } from './bucket-request.ts';

/** Operations by method and by the sub-resource of the query, for requests about a bucket and about an object. */
const BUCKET: Readonly<Record<string, string>> = {
  'GET location': 'GetBucketLocation',
  'GET versioning': 'GetBucketVersioning',
  'PUT versioning': 'PutBucketVersioning',
  'GET versions': 'ListObjectVersions',
  'GET uploads': 'ListMultipartUploads',
  'POST delete': 'DeleteObjects',
  'PUT ': 'CreateBucket',
  'HEAD ': 'HeadBucket',
  'DELETE ': 'DeleteBucket',
  'GET ': 'ListObjects',
};
const OBJECT: Readonly<Record<string, string>> = {
  'POST uploads': 'CreateMultipartUpload',
  'PUT uploadId': 'UploadPart',
  'GET uploadId': 'ListParts',
  'POST uploadId': 'CompleteMultipartUpload',
  'DELETE uploadId': 'AbortMultipartUpload',
  'PUT ': 'PutObject',
  'GET ': 'GetObject',
  'HEAD ': 'HeadObject',
  'DELETE ': 'DeleteObject',
};

/** Parameters of the query that qualify an operation and do not choose it. */
const QUALIFIERS =
  /^(X-Amz-.*|x-id|list-type|prefix|delimiter|max-keys|continuation-token|start-after|marker|encoding-type|fetch-owner|key-marker|version-id-marker|versionId|partNumber|response-.*|max-parts|part-number-marker|max-uploads|upload-id-marker|max-buckets|bucket-region|AWSAccessKeyId)$/;

/**
 * The operation that a request asks for: `GetObject`. For settings of a bucket it is the method and the sub-resource,
 * `PUT encryption`.
 *
 * @throws AwsError `NotImplemented` for sub-resources that are not known
 */
export function nameAction({ method, bucket, key, query }: BucketRequest): string {
  if (bucket === undefined) return 'ListBuckets';
  const resources = [...query.keys()].filter((name) => !QUALIFIERS.test(name));
  const [resource = ''] = resources;
  if (resources.length > 1) throw notImplemented(`${method} with ?${resources.join('&')} of S3`);
  if (key === undefined && isSetting(resource)) return `${method} ${resource}`;
  const operation = (key === undefined ? BUCKET : OBJECT)[`${method} ${resource}`];
  if (operation === undefined) throw notImplemented(`${method} with ?${resource} of S3`);
  return operation;
}

/** What policies call an operation. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
export function permissionOf(operation: string, { query }: BucketRequest): string {
  const ofVersion = query.has('versionId') ? 'Version' : '';
  const [method, setting] = operation.split(' ');
  if (setting !== undefined)
    return `s3:${method === 'GET' ? 'Get' : 'Put'}${SETTING_PERMISSIONS[setting] ?? ''}`;
  switch (operation) {
    case 'GetObject':
    case 'HeadObject':
      return `s3:GetObject${ofVersion}`;
    case 'DeleteObject':
      return `s3:DeleteObject${ofVersion}`;
    case 'DeleteObjects':
      return 's3:DeleteObject';
    case 'ListObjects':
    case 'HeadBucket':
      return 's3:ListBucket';
    case 'ListObjectVersions':
      return 's3:ListBucketVersions';
    case 'ListBuckets':
      return 's3:ListAllMyBuckets';
    case 'CreateMultipartUpload':
    case 'UploadPart':
    case 'CompleteMultipartUpload':
      return 's3:PutObject';
    case 'ListParts':
      return 's3:ListMultipartUploadParts';
    case 'ListMultipartUploads':
      return 's3:ListBucketMultipartUploads';
    default:
      return `s3:${operation}`;
  }
}

const SETTING_PERMISSIONS: Readonly<Record<string, string>> = {
  encryption: 'EncryptionConfiguration',
  publicAccessBlock: 'BucketPublicAccessBlock',
  policy: 'BucketPolicy',
  lifecycle: 'LifecycleConfiguration',
  tagging: 'BucketTagging',
  ownershipControls: 'BucketOwnershipControls',
  cors: 'BucketCORS',
  notification: 'BucketNotification',
};
