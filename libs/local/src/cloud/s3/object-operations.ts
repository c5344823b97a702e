import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AwsError } from '../endpoint/aws-error.ts';
import type { WireResponse } from '../endpoint/protocols/protocol.ts';
import type { Blobs } from '../store/blobs.ts';
import type { BucketRecord, BucketRecords, ObjectRecord, ObjectVersion } from './bucket-records.ts';
import type { BucketRequest } from './bucket-request.ts';
import { checkContent } from './check-content.ts';
import { readRange } from './read-range.ts';
import { emptyReply, xmlReply } from './xml-reply.ts';

/** Headers of an upload that come back with the object. */
const KEPT =
  /^(content-type|content-encoding|content-disposition|content-language|cache-control|expires|x-amz-meta-.*|x-amz-storage-class|x-amz-server-side-encryption.*|x-amz-tagging)$/;

/** Requests about objects. */
export function objectOperations({ objects }: BucketRecords, blobs: Blobs) {
  const add = (
    bucket: BucketRecord,
    key: string,
    version: Omit<ObjectVersion, 'versionId' | 'lastModified'>,
  ): ObjectVersion => {
    const { versions: earlier = [] } = objects.get(bucket.Name, key) ?? {};
    const added: ObjectVersion = {
      ...version,
      versionId: versionIdFor(bucket),
      lastModified: nowInSeconds(),
    };
    const others = earlier.filter(({ versionId }) => versionId !== added.versionId);
    objects.put([bucket.Name, key], { bucket: bucket.Name, key, versions: [added, ...others] });
    return added;
  };

  const find = (bucket: BucketRecord, key: string, versionId: string | null): ObjectVersion => {
    const { versions = [] } = objects.get(bucket.Name, key) ?? {};
    const found = versionId === null ? versions[0] : versions.find((one) => one.versionId === versionId);
    if (found && !found.isDeleteMarker) return found;
    if (found && versionId !== null)
      throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
        status: 405,
      });
    if (versionId !== null && versions.length > 0)
      throw new AwsError('NoSuchVersion', 'The specified version does not exist.', { status: 404, Key: key });
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404, Key: key });
  };

  const remove = (bucket: BucketRecord, key: string, versionId: string | null): Record<string, string> => {
    const record = objects.get(bucket.Name, key);
    if (versionId !== null) {
      const gone = record?.versions.find((one) => one.versionId === versionId);
      keep(objects, bucket.Name, key, record?.versions.filter((one) => one !== gone) ?? []);
      return {
        'x-amz-version-id': versionId,
        ...(gone?.isDeleteMarker && { 'x-amz-delete-marker': 'true' }),
      };
    }
    if (bucket.versioning === undefined) {
      if (record) objects.delete(bucket.Name, key);
      return {};
    }
    const marker = add(bucket, key, { isDeleteMarker: true, size: 0, etag: '', headers: {} });
    return { 'x-amz-version-id': marker.versionId, 'x-amz-delete-marker': 'true' };
  };

  return {
    add,
    find,
    remove,
    put(bucket: BucketRecord, key: string, request: BucketRequest): WireResponse {
      const isThere =
        objects.get(bucket.Name, key)?.versions[0]?.isDeleteMarker === undefined &&
        objects.get(bucket.Name, key) !== undefined;
      if (request.headers['if-none-match'] === '*' && isThere)
        throw new AwsError(
          'PreconditionFailed',
          'At least one of the pre-conditions you specified did not hold',
          { status: 412 },
        );
      const checksums = checkContent(request);
      const version = add(bucket, key, {
        blob: blobs.put(request.body),
        size: request.body.length,
        etag: etagOf(request.body),
        headers: { 'content-type': 'binary/octet-stream', ...keptHeaders(request.headers), ...checksums },
      });
      return emptyReply(200, { etag: version.etag, ...checksums, ...versionHeader(bucket, version) });
    },
    get(bucket: BucketRecord, key: string, request: BucketRequest): WireResponse {
      const version = find(bucket, key, request.query.get('versionId'));
      const headers = headersOf(bucket, version, request);
      const unchanged = preconditionStatus(version, request.headers);
      if (unchanged !== undefined) return emptyReply(unchanged, headers);
      if (request.method === 'HEAD')
        return emptyReply(200, { ...headers, 'content-length': String(version.size) });
      const content = readFileSync(blobs.pathOf(version.blob ?? ''));
      const range = readRange(request.headers['range'], content.length);
      if (!range) return { status: 200, headers, body: content };
      return {
        status: 206,
        headers: { ...headers, 'content-range': `bytes ${range.start}-${range.end}/${content.length}` },
        body: content.subarray(range.start, range.end + 1),
      };
    },
    copy(
      bucket: BucketRecord,
      key: string,
      source: { bucket: BucketRecord; key: string; versionId: string | null },
      request: BucketRequest,
    ): WireResponse {
      const {
        versionId: _,
        lastModified: __,
        ...content
      } = find(source.bucket, source.key, source.versionId);
      const isReplaced = request.headers['x-amz-metadata-directive'] === 'REPLACE';
      const version = add(bucket, key, {
        ...content,
        ...(isReplaced && { headers: keptHeaders(request.headers) }),
      });
      return xmlReply(
        'CopyObjectResult',
        { ETag: version.etag, LastModified: version.lastModified },
        { headers: versionHeader(bucket, version) },
      );
    },
  };
}

export type ObjectOperations = ReturnType<typeof objectOperations>;

function keep(
  objects: BucketRecords['objects'],
  bucket: string,
  key: string,
  versions: ObjectRecord['versions'],
): void {
  if (versions.length === 0) objects.delete(bucket, key);
  else objects.put([bucket, key], { bucket, key, versions });
}

export function keptHeaders(headers: BucketRequest['headers']): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => KEPT.test(name)) as [string, string][];
  return Object.fromEntries(
    kept
      .map(([name, value]) => [
        name,
        name === 'content-encoding' ? value.replace(/^aws-chunked,?\s*/, '') : value,
      ])
      .filter(([, value]) => value !== ''),
  );
}

export function versionHeader(bucket: BucketRecord, { versionId }: ObjectVersion): Record<string, string> {
  return bucket.versioning === undefined ? {} : { 'x-amz-version-id': versionId };
}

function headersOf(
  bucket: BucketRecord,
  version: ObjectVersion,
  { headers, query }: BucketRequest,
): Record<string, string> {
  // A checksum is that of the whole object.
  const wantsChecksum =
    headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && headers['range'] === undefined;
  const own = Object.entries(version.headers).filter(
    ([name]) => name !== 'x-amz-tagging' && (wantsChecksum || !name.startsWith('x-amz-checksum-')),
  );
  const overridden = [...query].flatMap(([name, value]) =>
    name.startsWith('response-') ? [[name.slice('response-'.length), value]] : [],
  );
  return {
    ...Object.fromEntries(own),
    ...(Object.fromEntries(overridden) as Record<string, string>),
    etag: version.etag,
    'last-modified': new Date(version.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeader(bucket, version),
  };
}

function preconditionStatus(
  { etag, lastModified }: ObjectVersion,
  headers: BucketRequest['headers'],
): number | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch, 'if-modified-since': since } = headers;
  if (match !== undefined && match !== '*' && match !== etag) return 412;
  if (noneMatch !== undefined && (noneMatch === '*' || noneMatch === etag)) return 304;
  if (noneMatch === undefined && since !== undefined && Date.parse(lastModified) <= Date.parse(since))
    return 304;
  return undefined;
}

export function etagOf(content: Uint8Array): string {
  return `"${createHash('md5').update(content).digest('hex')}"`;
}

function versionIdFor({ versioning }: BucketRecord): string {
  return versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
}

/** S3 knows times to the second. */
function nowInSeconds(): string {
  return new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
}
