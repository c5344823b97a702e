import type { WireResponse } from '../endpoint/protocols/protocol.ts';
import type { BucketRecord } from './bucket-records.ts';
import type { BucketRequest } from './bucket-request.ts';
import type { ObjectOperations } from './object-operations.ts';
import { childText, parseXml } from './parse-xml.ts';
import { Repeated, xmlReply } from './xml-reply.ts';

/** Removes many objects, or versions of them, at once. */
export function deleteObjects(
  objects: ObjectOperations,
  bucket: BucketRecord,
  { body }: BucketRequest,
): WireResponse {
  const root = parseXml(body.toString('utf8'));
  const isQuiet = childText(root, 'Quiet') === 'true';
  const deleted = root.children
    .filter(({ name }) => name === 'Object')
    .map((one) => {
      const key = childText(one, 'Key') ?? '';
      const versionId = childText(one, 'VersionId');
      const result = objects.remove(bucket, key, versionId ?? null);
      const isMarker = result['x-amz-delete-marker'] === 'true';
      return {
        Key: key,
        VersionId: versionId,
        ...(isMarker && { DeleteMarker: true, DeleteMarkerVersionId: result['x-amz-version-id'] }),
      };
    });
  return xmlReply('DeleteResult', { Deleted: new Repeated(isQuiet ? [] : deleted) });
}
