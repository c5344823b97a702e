import type { CorsConfig, GatewayRoute } from '@lambda-nest/gateway/model';
import { startGateway } from '../gateway/start-gateway.ts';
import { startApi, type StartOptions, type TestApi } from '@lambda-nest/testing/api';
import { buildContext, signingKey, type SigningKey } from '@lambda-nest/testing';

export const STAGE = 'local';

export type ApiBehindGateway = TestApi &
  Readonly<{
    /** Where the API is, as execute-api shows it: stage included. */
    url: string;
  }>;

export type GatewayOptions = Readonly<{
  issuer?: string;
  audience?: readonly string[];
  discoveryUri?: string;
  cors?: CorsConfig;
  /** What signs the tokens. Default `signingKey()`. */
  key?: SigningKey;
}>;

/**
 * Starts the application and the local gateway before it, both trusting the issuer of the tests: the one whose tokens
 * `mint` makes, unless told of another.
 */
export async function startBehindGateway(
  routes: readonly GatewayRoute[],
  { environment, ...options }: StartOptions,
  { cors, key = signingKey(), ...authorizer }: GatewayOptions = {},
): Promise<ApiBehindGateway> {
  const api = await startApi({ ...options, environment: { AWS_API_GW_STAGE_NAME: STAGE, ...environment } });
  const { issuer, audiences } = api.config.issuers[0];
  publishDiscovery(api, issuer, key);
  const gateway = await startGateway({
    stage: STAGE,
    mappingKey: 'nest',
    routes,
    authorizer: { issuer, audience: audiences, discoveryUri: api.keys.uri, ...authorizer },
    runner: { invoke: async (event) => invoke(api, event) },
    ...(cors && { cors }),
    port: 0,
  });
  return {
    ...api,
    url: `${gateway.url}/${STAGE}`,
    close: async () => {
      await gateway.close();
      await api.close();
    },
  };
}

/** One document is both: the discovery document that the gateway starts from, and the key set it names. */
function publishDiscovery({ keys }: TestApi, issuer: string, { jwk }: SigningKey): void {
  keys.replyWith({ body: JSON.stringify({ issuer, jwks_uri: keys.uri, keys: [jwk] }) });
}

async function invoke({ handler }: TestApi, event: string) {
  const result = await handler(JSON.parse(event), buildContext());
  return {
    ok: true as const,
    payload: JSON.stringify(result),
    times: { functionMs: 0, initMs: 0, cold: false },
  };
}
