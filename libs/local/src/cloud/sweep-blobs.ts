import { openFunctionRecords } from './lambda/function-records.ts';
import { openBucketRecords } from './s3/bucket-records.ts';
import type { Blobs } from './store/blobs.ts';
import type { Store } from './store/open-store.ts';

/** Removes content that no object, upload or function has any more. Call it before anything is served. */
export function sweepBlobs(store: Store, blobs: Blobs): void {
  const { functions, versions } = openFunctionRecords(store);
  const { objects, uploads } = openBucketRecords(store);
  blobs.keepOnly(
    new Set([
      ...functions.list().map(({ latest }) => latest.code.blob),
      ...versions.list().map(({ code }) => code.blob),
      ...objects.list().flatMap((object) => object.versions.flatMap(({ blob }) => blob ?? [])),
      ...uploads.list().flatMap(({ parts }) => Object.values(parts).map(({ blob }) => blob)),
    ]),
  );
}
