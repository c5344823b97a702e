import { listenOnLoopback } from '../listen-on-loopback.ts';
import { LOCAL_ACCOUNT } from '../gateway/gateway-request.ts';
import { createServices } from './create-services.ts';
import { createEndpoint } from './endpoint/serve-endpoint.ts';
import { isBucketHost } from './s3/bucket-request.ts';
import { openStore } from './store/open-store.ts';

export type CloudOptions = {
  /** Where everything is kept that the cloud remembers; created when it is missing. */
  folder: string;
  /** Default 4566; 0 takes a free one. */
  port?: number;
  /** Region of calls that name none. Default `us-east-1`. */
  defaultRegion?: string;
  log?: (line: string) => void;
};

export type Cloud = {
  /** `http://127.0.0.1:<port>`, the value for `AWS_ENDPOINT_URL`. */
  url: string;
  port: number;
  close(): Promise<void>;
};

/** Environments of functions at once, of all functions together: what a laptop can hold. AWS starts with 1,000. */
const ACCOUNT_CONCURRENCY = 50;

/**
 * Starts the local AWS: one endpoint on loopback that `serverless deploy`, the AWS SDKs and the AWS CLI talk to.
 *
 * What it holds is on disk, and survives its being killed. Throws CannotStart when the port is taken.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { folder, port = 4566, defaultRegion = 'us-east-1', log = () => undefined } = options;
  const store = openStore(folder);
  let outside = { awsPort: 0 };
  const { s3, resume, close, ...services } = createServices({
    store,
    accountId: LOCAL_ACCOUNT,
    defaultRegion,
    outside: () => outside,
    accountConcurrency: ACCOUNT_CONCURRENCY,
    log,
  });
  const endpoint = createEndpoint({
    ...services,
    serveApi: () => false,
    serveBucket: s3.serve,
    isBucketRequest: (_request, host) => isBucketHost(host),
  });
  try {
    const server = await listenOnLoopback(endpoint, { port, what: 'local AWS', variable: 'CLOUD_PORT' });
    outside = { awsPort: server.port };
    resume();
    return {
      url: `http://127.0.0.1:${server.port}`,
      port: server.port,
      async close() {
        await server.close();
        await close();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}
