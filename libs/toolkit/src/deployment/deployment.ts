import type { GatewayConfig } from '@lambda-nest/gateway/model';

/** What is deployed, as far as the gateway and the function before it are concerned. */
export type Deployment = Pick<
  GatewayConfig,
  'routes' | 'cors' | 'throttling' | 'payloadFormat' | 'integrationTimeoutMs'
> & {
  /** Absent where it is left to the deployment. */
  stage?: string;
  identitySource?: string;
  memoryMb?: number;
  functionTimeoutMs?: number;
  /** Scopes that operators set, as the function is told. */
  routeScopes?: string;
};
