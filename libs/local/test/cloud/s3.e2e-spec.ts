import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

let cloud: TestCloud;
let s3: S3Client;
beforeAll(async () => {
  cloud = await startTestCloud();
  s3 = new S3Client(cloud.client);
});
afterAll(async () => {
  s3.destroy();
  await cloud.remove();
});

const makeBucket = async (Bucket: string): Promise<string> => {
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  return Bucket;
};

describe('S3', () => {
  it('keeps an object with its content, type and metadata', async () => {
    const Bucket = await makeBucket('kept');
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'a b/ü+%.txt',
        Body: 'hello',
        ContentType: 'text/plain',
        Metadata: { filesha256: 'x=' },
      }),
    );
    const { Body, ContentType, Metadata, ContentLength, ETag } = await s3.send(
      new GetObjectCommand({ Bucket, Key: 'a b/ü+%.txt' }),
    );
    expect({ text: await Body?.transformToString(), ContentType, Metadata, ContentLength, ETag }).toEqual({
      text: 'hello',
      ContentType: 'text/plain',
      Metadata: { filesha256: 'x=' },
      ContentLength: 5,
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
    });
  });

  it('takes a stream, whose checksum comes behind it', async () => {
    const Bucket = await makeBucket('streams');
    const content = Buffer.alloc(300_000, 'abc');
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 's',
        Body: Readable.from([content]),
        ContentLength: content.length,
      }),
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 's', ChecksumMode: 'ENABLED' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(content)).toBe(true);
  });

  it('rejects a body that is not what its checksum says', async () => {
    const Bucket = await makeBucket('checksums');
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'hello', ChecksumCRC32: 'AAAAAA==' })),
    ).rejects.toMatchObject({ name: 'BadDigest' });
  });

  it('gives a part of an object', async () => {
    const Bucket = await makeBucket('ranges');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'x', Body: '0123456789' }));
    const { Body, ContentRange } = await s3.send(
      new GetObjectCommand({ Bucket, Key: 'x', Range: 'bytes=2-4' }),
    );
    expect([await Body?.transformToString(), ContentRange]).toEqual(['234', 'bytes 2-4/10']);
  });

  it('tells the region of a bucket, and that there is none', async () => {
    await makeBucket('regions');
    expect(await s3.send(new HeadBucketCommand({ Bucket: 'regions' }))).toMatchObject({
      BucketRegion: 'eu-west-1',
    });
    expect(await s3.send(new GetBucketLocationCommand({ Bucket: 'regions' }))).toMatchObject({
      LocationConstraint: 'eu-west-1',
    });
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'nowhere' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(s3.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'regions', Key: 'x' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(s3.send(new GetObjectCommand({ Bucket: 'regions', Key: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
  });

  it.each([
    ['No', 'InvalidBucketName'],
    ['a..b', 'InvalidBucketName'],
  ])('rejects the name %s of a bucket', async (Bucket, name) => {
    await expect(makeBucket(Bucket)).rejects.toMatchObject({ name });
  });

  it('rejects a bucket that is there', async () => {
    await makeBucket('twice');
    await expect(makeBucket('twice')).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toContain('twice');
  });

  it('lists by prefix and delimiter, page by page', async () => {
    const Bucket = await makeBucket('lists');
    for (const Key of ['a/1', 'a/2', 'a/b/3', 'c', 'é']) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    const { Contents, CommonPrefixes } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'a/', Delimiter: '/' }),
    );
    expect(Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2']);
    expect(CommonPrefixes).toEqual([{ Prefix: 'a/b/' }]);
    const keys: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket })) {
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(keys).toEqual(['a/1', 'a/2', 'a/b/3', 'c', 'é']);
  });

  it('keeps versions, and hides what is deleted behind a marker', async () => {
    const Bucket = await makeBucket('versions');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const { VersionId: first } = await s3.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'one' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'two' }));
    const { DeleteMarker, VersionId: marker } = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'x' }));
    expect(DeleteMarker).toBe(true);
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'x', VersionId: first }));
    expect(await Body?.transformToString()).toBe('one');
    const listed = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(listed.Versions).toHaveLength(2);
    expect(listed.DeleteMarkers).toEqual([expect.objectContaining({ VersionId: marker, IsLatest: true })]);
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
    const Objects = [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])].map(
      ({ Key, VersionId }) => ({
        Key,
        VersionId,
      }),
    );
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toHaveLength(3);
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('puts an object together from parts', async () => {
    const Bucket = await makeBucket('parts');
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'big' }));
    const contents = [Buffer.alloc(5 * 1024 * 1024, 'a'), Buffer.from('the end')];
    const Parts = [];
    for (const [index, Body] of contents.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await s3.send(
        new UploadPartCommand({ Bucket, Key: 'big', UploadId, PartNumber, Body }),
      );
      Parts.push({ ETag, PartNumber });
    }
    const { ETag } = await s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'big', UploadId, MultipartUpload: { Parts } }),
    );
    expect(ETag).toMatch(/-2"$/);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    expect(Buffer.concat(contents).equals(Buffer.from((await Body?.transformToByteArray()) ?? []))).toBe(
      true,
    );
  });

  it('copies an object', async () => {
    const Bucket = await makeBucket('copies');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'from', Body: 'x', Metadata: { a: '1' } }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from` }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).toMatchObject({
      Metadata: { a: '1' },
    });
  });

  it('keeps settings of a bucket, and says which it has not', async () => {
    const Bucket = await makeBucket('settings');
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
      PublicAccessBlockConfiguration,
    });
    await expect(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchLifecycleConfiguration',
    });
    await expect(s3.send(new PutBucketAclCommand({ Bucket, ACL: 'private' }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: 'The local AWS does not implement PUT with ?acl of S3.',
    });
  });

  it('lets a bucket policy deny, and takes the connection for TLS', async () => {
    const Bucket = await makeBucket('policies');
    const statement = (Action: string, Condition?: object): object => ({
      Effect: 'Deny',
      Principal: '*',
      Action,
      Resource: [`arn:aws:s3:::${Bucket}/*`],
      ...(Condition && { Condition }),
    });
    const Policy = JSON.stringify({
      Statement: [statement('s3:*', { Bool: { 'aws:SecureTransport': false } }), statement('s3:GetObject')],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect(await s3.send(new GetBucketPolicyCommand({ Bucket }))).toMatchObject({ Policy });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x' }));
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(
        'is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::policies/x"',
      ),
    });
  });
});
