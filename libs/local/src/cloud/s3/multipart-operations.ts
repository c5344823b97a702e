import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AwsError } from '../endpoint/aws-error.ts';
import type { WireResponse } from '../endpoint/protocols/protocol.ts';
import type { Blobs } from '../store/blobs.ts';
import type { BucketRecord, BucketRecords, UploadRecord } from './bucket-records.ts';
import type { BucketRequest } from './bucket-request.ts';
import { checkContent } from './check-content.ts';
import { etagOf, keptHeaders, versionHeader, type ObjectOperations } from './object-operations.ts';
import { childText, parseXml } from './parse-xml.ts';
import { emptyReply, Repeated, xmlReply } from './xml-reply.ts';

/** Every part but the last. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MIN_PART_BYTES = 5 * 1024 * 1024;

/** Uploads in parts. */
export function multipartOperations({ uploads }: BucketRecords, objects: ObjectOperations, blobs: Blobs) {
  const find = (bucket: BucketRecord, { query }: BucketRequest): UploadRecord => {
    const upload = uploads.get(bucket.Name, query.get('uploadId') ?? '');
    if (!upload)
      throw new AwsError(
        'NoSuchUpload',
        'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
        { status: 404 },
      );
    return upload;
  };
  return {
    create(bucket: BucketRecord, key: string, { headers }: BucketRequest): WireResponse {
      const uploadId = randomBytes(24).toString('base64url');
      uploads.put([bucket.Name, uploadId], {
        uploadId,
        bucket: bucket.Name,
        key,
        headers: { 'content-type': 'binary/octet-stream', ...keptHeaders(headers) },
        initiated: new Date().toISOString(),
        parts: {},
      });
      return xmlReply('InitiateMultipartUploadResult', { Bucket: bucket.Name, Key: key, UploadId: uploadId });
    },
    putPart(bucket: BucketRecord, request: BucketRequest): WireResponse {
      const upload = find(bucket, request);
      const number = Number(request.query.get('partNumber'));
      if (!Number.isInteger(number) || number < 1 || number > 10_000)
        throw new AwsError(
          'InvalidArgument',
          'Part number must be an integer between 1 and 10000, inclusive',
        );
      const checksums = checkContent(request);
      const etag = etagOf(request.body);
      upload.parts[number] = {
        blob: blobs.put(request.body),
        size: request.body.length,
        etag,
        lastModified: new Date().toISOString(),
      };
      uploads.put([bucket.Name, upload.uploadId], upload);
      return emptyReply(200, { etag, ...checksums });
    },
    listParts(bucket: BucketRecord, request: BucketRequest): WireResponse {
      const { key, uploadId, parts } = find(bucket, request);
      return xmlReply('ListPartsResult', {
        Bucket: bucket.Name,
        Key: key,
        UploadId: uploadId,
        IsTruncated: false,
        Part: new Repeated(
          Object.entries(parts).map(([PartNumber, { etag, size, lastModified }]) => ({
            PartNumber,
            ETag: etag,
            Size: size,
            LastModified: lastModified,
          })),
        ),
      });
    },
    complete(bucket: BucketRecord, request: BucketRequest): WireResponse {
      const upload = find(bucket, request);
      const listed = parseXml(request.body.toString('utf8')).children.filter(({ name }) => name === 'Part');
      const parts = listed.map((part) => {
        const found = upload.parts[childText(part, 'PartNumber') ?? ''];
        if (!found || unquote(found.etag) !== unquote(childText(part, 'ETag') ?? ''))
          throw new AwsError(
            'InvalidPart',
            "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
          );
        return found;
      });
      if (parts.length === 0) throw new AwsError('MalformedXML', 'You must specify at least one part.');
      if (parts.slice(0, -1).some(({ size }) => size < MIN_PART_BYTES))
        throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
      const content = Buffer.concat(parts.map(({ blob }) => readFileSync(blobs.pathOf(blob))));
      const md5 = createHash('md5');
      for (const { etag } of parts) md5.update(Buffer.from(unquote(etag), 'hex'));
      const version = objects.add(bucket, upload.key, {
        blob: blobs.put(content),
        size: content.length,
        etag: `"${md5.digest('hex')}-${parts.length}"`,
        headers: upload.headers,
      });
      uploads.delete(bucket.Name, upload.uploadId);
      return xmlReply(
        'CompleteMultipartUploadResult',
        {
          Location: `/${bucket.Name}/${upload.key}`,
          Bucket: bucket.Name,
          Key: upload.key,
          ETag: version.etag,
        },
        { headers: versionHeader(bucket, version) },
      );
    },
    abort(bucket: BucketRecord, request: BucketRequest): WireResponse {
      uploads.delete(bucket.Name, find(bucket, request).uploadId);
      return emptyReply(204);
    },
    list: (bucket: BucketRecord): WireResponse =>
      xmlReply('ListMultipartUploadsResult', {
        Bucket: bucket.Name,
        IsTruncated: false,
        Upload: new Repeated(
          uploads
            .list(bucket.Name)
            .map(({ key, uploadId, initiated }) => ({ Key: key, UploadId: uploadId, Initiated: initiated })),
        ),
      }),
  };
}

function unquote(etag: string): string {
  return etag.replaceAll('"', '');
}
