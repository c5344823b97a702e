import type { Store } from '../store/open-store.ts';

export type BucketRecord = {
  Name: string;
  region: string;
  CreationDate: string;
  versioning?: 'Enabled' | 'Suspended';
  /** Settings of the bucket by the name of their sub-resource (`encryption`, `policy`), as they were given. */
  settings: Record<string, string>;
};

export type ObjectVersion = {
  /** `null` in a bucket that never had versions. */
  versionId: string;
  isDeleteMarker?: true;
  /** Hash of the content. Absent for a delete marker. */
  blob?: string;
  size: number;
  /** With its quotes. */
  etag: string;
  lastModified: string;
  /** Headers that come back with the object: content type, cache control, metadata, checksums. */
  headers: Record<string, string>;
};

export type ObjectRecord = {
  bucket: string;
  key: string;
  /** The latest first; never empty. */
  versions: ObjectVersion[];
};

export type UploadRecord = {
  uploadId: string;
  bucket: string;
  key: string;
  headers: Record<string, string>;
  initiated: string;
  parts: Record<string, { blob: string; size: number; etag: string; lastModified: string }>;
};

/** Where S3 keeps what it knows: buckets by name, objects by bucket and key, uploads by bucket and id. */
export function openBucketRecords(store: Store) {
  return {
    buckets: store.collection<BucketRecord>('s3-bucket'),
    objects: store.collection<ObjectRecord>('s3-object'),
    uploads: store.collection<UploadRecord>('s3-upload'),
  };
}

export type BucketRecords = ReturnType<typeof openBucketRecords>;
