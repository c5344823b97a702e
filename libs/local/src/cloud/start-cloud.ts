import { listenOnLoopback } from '../listen-on-loopback.ts';
import { replyToBrokenRequests } from '../gateway/reply-to-broken-requests.ts';
import { LOCAL_ACCOUNT } from '@lambda-nest/gateway/model';
import type { ServedRequest } from './api-gateway/serving/serve-apis.ts';
import { createServices } from './create-services.ts';
import type { CloudIdentity, ServedHosts } from './identity/cloud-identity.ts';
import { serveHosts } from './identity/serve-hosts.ts';
import type { Outside } from './lambda/sandbox/start-environment.ts';
import { createEndpoint } from './endpoint/serve-endpoint.ts';
import { isBucketHost } from './s3/bucket-request.ts';
import { seedParameters } from './ssm/seed-parameters.ts';
import { openStore } from './store/open-store.ts';

export type CloudOptions = {
  /** Where everything is kept that the cloud remembers; created when it is missing. */
  folder: string;
  /** Default 4566; 0 takes a free one. */
  port?: number;
  /** Port of the page that shows dashboards; 0 takes a free one. Default: no page. */
  pagePort?: number;
  /** Region of calls that name none. Default `us-east-1`. */
  defaultRegion?: string;
  /** Identity providers beside the cloud, in the place of those whose tokens they issue. Default none. */
  identities?: readonly CloudIdentity[];
  /** Told of every request of a deployed API, once it has its response. */
  onRequest?: (request: ServedRequest) => void;
  /** Told of every action of the developer and of CloudFormation, of every service but S3: `lambda:UpdateAlias`. */
  onAction?: (action: string) => void;
  /** SSM parameters of the default region that are there from the beginning, unless they are there already. */
  parameters?: Readonly<Record<string, string>>;
  /** Milliseconds that every step of a stack operation takes at least, to look at one as it goes on. Default 0. */
  stepMs?: number;
  /** Milliseconds that a minute of a deployment of CodeDeploy lasts. Default 60,000. */
  minuteMs?: number;
  log?: (line: string) => void;
};

export type Cloud = {
  /** `http://127.0.0.1:<port>`, the value for `AWS_ENDPOINT_URL`. */
  url: string;
  port: number;
  /** Where a browser sees the dashboards of deployed stacks, where there is such a page. */
  pageUrl?: string;
  close(): Promise<void>;
};

/** Longer heads than API Gateway takes must still be read, to be replied to as it does. */
const SERVER = { maxHeaderSize: 65_536, keepAliveTimeout: 60_000 };

/** @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html */
const ACCOUNT_CONCURRENCY = 1000;

/**
 * Starts the local AWS: one endpoint on loopback that `serverless deploy`, the AWS SDKs and the AWS CLI talk to.
 *
 * What it holds is on disk, and survives its being killed. Throws CannotStart when the port is taken.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const {
    folder,
    port = 4566,
    defaultRegion = 'us-east-1',
    identities = [],
    log = () => undefined,
  } = options;
  const store = openStore(folder);
  let outside: Outside = { awsPort: 0 };
  const hosts = Object.assign({}, ...identities.map((identity) => identity.hosts)) as ServedHosts;
  const identityServer = await serveHosts(hosts);
  const { s3, serveApi, servePage, resume, close, ...services } = createServices({
    store,
    accountId: LOCAL_ACCOUNT,
    defaultRegion,
    outside: () => outside,
    identities,
    called: options.onAction ?? (() => undefined),
    stepMs: options.stepMs ?? 0,
    minuteMs: options.minuteMs ?? 60_000,
    url: () => `http://127.0.0.1:${outside.awsPort}`,
    served: options.onRequest ?? (() => undefined),
    accountConcurrency: ACCOUNT_CONCURRENCY,
    log,
  });
  const endpoint = createEndpoint({
    ...services,
    serveApi,
    serveBucket: s3.serve,
    isBucketRequest: (_request, host) => isBucketHost(host),
    hold: store.hold,
  });
  try {
    const server = await listenOnLoopback(endpoint, {
      port,
      what: 'local AWS',
      variable: 'CLOUD_PORT',
      server: SERVER,
      prepare: replyToBrokenRequests,
    });
    const page =
      options.pagePort === undefined
        ? undefined
        : await listenOnLoopback(servePage, {
            port: options.pagePort,
            what: 'page of the local AWS',
            variable: 'CLOUD_PAGE_PORT',
          }).catch(async (error: unknown) => {
            await server.close();
            throw error;
          });
    const identity = { port: identityServer.port, hosts: Object.keys(hosts) };
    outside = { awsPort: server.port, identity };
    seedParameters(store, defaultRegion, options.parameters ?? {});
    resume();
    return {
      url: `http://127.0.0.1:${server.port}`,
      port: server.port,
      ...(page && { pageUrl: `http://localhost:${page.port}/` }),
      async close() {
        await page?.close();
        await server.close();
        await close();
        await identityServer.close();
        await store.close();
      },
    };
  } catch (error) {
    await identityServer.close();
    await store.close();
    throw error;
  }
}
