import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServedRequest } from '../cloud/api-gateway/serving/serve-apis.ts';
import { startCloud, type Cloud, type CloudOptions } from '../cloud/start-cloud.ts';

export type TestCloud = Cloud & {
  folder: string;
  /** What a client of the AWS SDK is made with. */
  client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
  };
  /** What its terminal shows. */
  lines: string[];
  /** Every request of a deployed API. */
  requests: ServedRequest[];
  /** Ends it and removes what it remembers. */
  remove(): Promise<void>;
};

/** Starts a local AWS on a free port, with a folder of its own. */
export async function startTestCloud(options: Partial<CloudOptions> = {}): Promise<TestCloud> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'cloud-')));
  const lines: string[] = [];
  const requests: ServedRequest[] = [];
  const cloud = await startCloud({
    port: 0,
    log: (line) => lines.push(line),
    onRequest: (request) => requests.push(request),
    ...options,
    folder,
  });
  return {
    ...cloud,
    folder,
    lines,
    requests,
    client: {
      endpoint: cloud.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    },
    async remove() {
      await cloud.close();
      await rm(folder, { recursive: true });
    },
  };
}
