import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startCloud } from '@lambda-nest/local/cloud';

export type Uploads = Readonly<{ url: string; bucket: string; close: () => Promise<void> }>;

/** Starts a stand-in for S3 with one bucket, on 127.0.0.1: the local AWS, in a folder that goes with it. */
export async function startUploads(): Promise<Uploads> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-uploads-'));
  const cloud = await startCloud({ folder, port: 0, defaultRegion: 'eu-west-1' });
  const bucket = 'shop-uploads';
  const client = new S3Client({
    endpoint: cloud.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    url: cloud.url,
    bucket,
    close: async () => {
      client.destroy();
      await cloud.close();
      await rm(folder, { recursive: true });
    },
  };
}
