import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Principal } from '../endpoint/principal.ts';
import type { WireRequest, WireResponse } from '../endpoint/protocols/protocol.ts';
import { readCredential } from '../endpoint/read-credential.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Store } from '../store/open-store.ts';
import { authorizeBucket, type RoleAllows } from './authorize-bucket.ts';
import { bucketOperations } from './bucket-operations.ts';
import { openBucketRecords } from './bucket-records.ts';
import { readBucketRequest, type BucketRequest } from './bucket-request.ts';
import { assertNotExpired } from './check-expiry.ts';
import { deleteObjects } from './delete-objects.ts';
import { listObjects } from './list-objects.ts';
import { multipartOperations } from './multipart-operations.ts';
import { nameAction, permissionOf } from './name-action.ts';
import { objectOperations } from './object-operations.ts';
import { toElements } from './xml-reply.ts';

export type S3 = {
  /** Serves a request over HTTP. Never rejects. */
  serve(request: WireRequest, host: string): Promise<WireResponse>;
  /** Does what a request of S3 does, for another service. Throws AwsError. */
  run(request: BucketRequest): WireResponse;
  /** Content of an object, for another service. Throws AwsError. */
  read(bucket: string, key: string, versionId?: string): Buffer;
};

export type S3Options = {
  store: Store;
  blobs: Blobs;
  defaultRegion: string;
  principalOf(accessKeyId: string): Principal;
  roleAllows: RoleAllows;
  log(line: string): void;
};

/** S3: buckets, objects with their versions, uploads in parts. By path and by host. */
export function createS3({ store, blobs, defaultRegion, principalOf, roleAllows, log }: S3Options): S3 {
  const records = openBucketRecords(store);
  const buckets = bucketOperations(records);
  const objects = objectOperations(records, blobs);
  const uploads = multipartOperations(records, objects, blobs);

  const run = (request: BucketRequest): WireResponse => {
    const { bucket: name, key = '', query } = request;
    const operation = nameAction(request);
    const authorize = (): void =>
      authorizeBucket({
        request,
        permission: permissionOf(operation, request),
        buckets: records.buckets,
        roleAllows,
      });
    if (operation === 'CreateBucket') {
      authorize();
      return buckets.create(name ?? '', request);
    }
    if (name === undefined) {
      authorize();
      return buckets.list();
    }
    const bucket = buckets.find(name);
    authorize();
    if (operation.includes(' ')) return buckets.setting(bucket, operation.split(' ')[1] ?? '', request);
    switch (operation) {
      case 'HeadBucket':
        return buckets.head(bucket);
      case 'DeleteBucket':
        return buckets.remove(bucket);
      case 'GetBucketLocation':
        return buckets.location(bucket);
      case 'GetBucketVersioning':
      case 'PutBucketVersioning':
        return buckets.versioning(bucket, request);
      case 'ListObjects':
      case 'ListObjectVersions':
        return listObjects(records, bucket, request);
      case 'DeleteObjects':
        return deleteObjects(objects, bucket, request);
      case 'ListMultipartUploads':
        return uploads.list(bucket);
      case 'CreateMultipartUpload':
        return uploads.create(bucket, key, request);
      case 'UploadPart':
        return uploads.putPart(bucket, request);
      case 'ListParts':
        return uploads.listParts(bucket, request);
      case 'CompleteMultipartUpload':
        return uploads.complete(bucket, request);
      case 'AbortMultipartUpload':
        return uploads.abort(bucket, request);
      case 'PutObject':
        return put(bucket.Name, request);
      case 'DeleteObject':
        return { status: 204, headers: objects.remove(bucket, key, query.get('versionId')), body: '' };
      default:
        return objects.get(bucket, key, request);
    }
  };

  const put = (name: string, request: BucketRequest): WireResponse => {
    const bucket = buckets.find(name);
    const source = request.headers['x-amz-copy-source'];
    if (source === undefined) return objects.put(bucket, request.key ?? '', request);
    const [, from = '', key = '', version] = /^\/?([^/]+)\/([^?]+)(?:\?versionId=(.+))?$/.exec(source) ?? [];
    const content = { bucket: buckets.find(from), key: decodeURIComponent(key), versionId: version ?? null };
    return objects.copy(bucket, request.key ?? '', content, request);
  };

  return {
    run,
    read(bucket, key, versionId) {
      const { blob = '' } = objects.find(buckets.find(bucket), key, versionId ?? null);
      return readFileSync(blobs.pathOf(blob));
    },
    async serve(wire, host) {
      const requestId = randomUUID();
      const headers = { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId };
      try {
        const credential = readCredential(wire);
        if (!credential) throw new AwsError('AccessDenied', 'Access Denied', { status: 403 });
        assertNotExpired(wire.query);
        const about = {
          region: credential.region ?? defaultRegion,
          principal: principalOf(credential.accessKeyId),
          requestId,
        };
        const reply = run(readBucketRequest(wire, host, about));
        await store.settled();
        return { ...reply, headers: { ...headers, ...reply.headers } };
      } catch (error) {
        return errorReply(error, requestId, headers, log);
      }
    },
  };
}

function errorReply(
  error: unknown,
  requestId: string,
  headers: Record<string, string>,
  log: (line: string) => void,
): WireResponse {
  const known =
    error instanceof AwsError
      ? error
      : new AwsError('InternalError', 'The local AWS failed; its terminal says how.', { status: 500 });
  if (known.status >= 500) log(`s3: ${known === error ? known.message : (error as Error).stack}`);
  const members = {
    Code: known.code,
    Message: known.message,
    ...known.members,
    RequestId: requestId,
    HostId: requestId,
  };
  return {
    status: known.status,
    headers: { 'content-type': 'application/xml', ...headers },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${toElements(members)}</Error>`,
  };
}
