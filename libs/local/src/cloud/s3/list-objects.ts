import type { WireResponse } from '../endpoint/protocols/protocol.ts';
import type { BucketRecord, BucketRecords, ObjectRecord, ObjectVersion } from './bucket-records.ts';
import type { BucketRequest } from './bucket-request.ts';
import { Repeated, xmlReply } from './xml-reply.ts';

const MAX_KEYS = 1000;

type Page<T> = { entries: T[]; prefixes: string[]; next?: string };

/** Lists of what is in a bucket: `list-type=2`, the older kind, and versions. */
export function listObjects(
  records: BucketRecords,
  bucket: BucketRecord,
  request: BucketRequest,
): WireResponse {
  const { query } = request;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const maxKeys = Math.min(Number(query.get('max-keys') ?? MAX_KEYS), MAX_KEYS);
  const all = records.objects.list(bucket.Name).filter(({ key }) => key.startsWith(prefix));
  // S3 sorts by the bytes of the key.
  all.sort((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)));
  const common = {
    Name: bucket.Name,
    Prefix: encode(prefix, query),
    MaxKeys: maxKeys,
    ...(delimiter && { Delimiter: encode(delimiter, query) }),
    ...(query.has('encoding-type') && { EncodingType: 'url' }),
  };
  const prefixesOf = ({ prefixes }: Page<unknown>) =>
    new Repeated(prefixes.map((one) => ({ Prefix: encode(one, query) })));

  if (query.has('versions')) {
    const after = query.get('key-marker') ?? '';
    const page = cut(all, { after, delimiter, prefix, maxKeys });
    return xmlReply('ListVersionsResult', {
      ...common,
      IsTruncated: page.next !== undefined,
      KeyMarker: encode(after, query),
      ...(page.next !== undefined && {
        NextKeyMarker: encode(page.next, query),
        NextVersionIdMarker: 'null',
      }),
      ...versionsOf(page.entries, query),
      CommonPrefixes: prefixesOf(page),
    });
  }
  const live = all.filter(({ versions }) => !versions[0]?.isDeleteMarker);
  if (query.get('list-type') === '2') {
    const token = query.get('continuation-token');
    const after =
      token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8');
    const page = cut(live, { after, delimiter, prefix, maxKeys });
    return xmlReply('ListBucketResult', {
      ...common,
      KeyCount: page.entries.length + page.prefixes.length,
      IsTruncated: page.next !== undefined,
      ...(page.next !== undefined && { NextContinuationToken: Buffer.from(page.next).toString('base64url') }),
      Contents: new Repeated(page.entries.map((one) => describe(one, query))),
      CommonPrefixes: prefixesOf(page),
    });
  }
  const after = query.get('marker') ?? '';
  const page = cut(live, { after, delimiter, prefix, maxKeys });
  return xmlReply('ListBucketResult', {
    ...common,
    Marker: encode(after, query),
    IsTruncated: page.next !== undefined,
    ...(page.next !== undefined && { NextMarker: encode(page.next, query) }),
    Contents: new Repeated(page.entries.map((one) => describe(one, query))),
    CommonPrefixes: prefixesOf(page),
  });
}

function cut(
  sorted: readonly ObjectRecord[],
  {
    after,
    delimiter,
    prefix,
    maxKeys,
  }: { after: string; delimiter: string; prefix: string; maxKeys: number },
): Page<ObjectRecord> {
  const page: Page<ObjectRecord> = { entries: [], prefixes: [] };
  let last = '';
  for (const record of sorted) {
    const end = delimiter === '' ? -1 : record.key.indexOf(delimiter, prefix.length);
    const common = end === -1 ? undefined : record.key.slice(0, end + delimiter.length);
    const name = common ?? record.key;
    if (Buffer.compare(Buffer.from(name), Buffer.from(after)) <= 0 || page.prefixes.includes(name)) continue;
    if (page.entries.length + page.prefixes.length >= maxKeys) return { ...page, next: last };
    if (common === undefined) page.entries.push(record);
    else page.prefixes.push(common);
    last = name;
  }
  return page;
}

function describe({ key, versions: [latest] }: ObjectRecord, query: URLSearchParams): object {
  return { Key: encode(key, query), ...contentOf(latest) };
}

function contentOf(version: ObjectVersion | undefined): object {
  return {
    LastModified: version?.lastModified,
    ETag: version?.etag,
    Size: version?.size,
    StorageClass: version?.headers['x-amz-storage-class'] ?? 'STANDARD',
  };
}

function versionsOf(records: readonly ObjectRecord[], query: URLSearchParams): object {
  const all = records.flatMap(({ key, versions }) =>
    versions.map((version, index) => ({
      version,
      members: { Key: encode(key, query), VersionId: version.versionId, IsLatest: index === 0 },
    })),
  );
  const [markers, contents] = [true, false].map((wanted) =>
    all.filter(({ version }) => (version.isDeleteMarker === true) === wanted),
  );
  return {
    Version: new Repeated(
      contents?.map(({ members, version }) => ({ ...members, ...contentOf(version) })) ?? [],
    ),
    DeleteMarker: new Repeated(
      markers?.map(({ members, version }) => ({ ...members, LastModified: version.lastModified })) ?? [],
    ),
  };
}

function encode(text: string, query: URLSearchParams): string {
  return query.get('encoding-type') === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text;
}
