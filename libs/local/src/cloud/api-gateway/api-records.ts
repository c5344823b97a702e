import type { Store } from '../store/open-store.ts';

export type Cors = {
  AllowCredentials?: boolean;
  AllowHeaders?: string[];
  AllowMethods?: string[];
  AllowOrigins?: string[];
  ExposeHeaders?: string[];
  MaxAge?: number;
};

export type ApiRecord = {
  ApiId: string;
  region: string;
  Name: string;
  Description?: string;
  Version?: string;
  CorsConfiguration?: Cors;
  DisableExecuteApiEndpoint: boolean;
  RouteSelectionExpression: string;
  CreatedDate: string;
  Tags: Record<string, string>;
};

export type RouteRecord = {
  RouteId: string;
  RouteKey: string;
  Target?: string;
  AuthorizationType: 'NONE' | 'JWT';
  AuthorizerId?: string;
  AuthorizationScopes?: string[];
  OperationName?: string;
};

export type IntegrationRecord = {
  IntegrationId: string;
  IntegrationType: 'AWS_PROXY';
  IntegrationUri: string;
  IntegrationMethod: string;
  ConnectionType: 'INTERNET';
  PayloadFormatVersion: '1.0' | '2.0';
  TimeoutInMillis: number;
  Description?: string;
};

export type AuthorizerRecord = {
  AuthorizerId: string;
  Name: string;
  AuthorizerType: 'JWT';
  IdentitySource: string[];
  JwtConfiguration: { Issuer: string; Audience: string[] };
};

export type RouteSettings = {
  DetailedMetricsEnabled?: boolean;
  ThrottlingBurstLimit?: number;
  ThrottlingRateLimit?: number;
};

export type StageRecord = {
  StageName: string;
  AutoDeploy: boolean;
  DeploymentId?: string;
  Description?: string;
  DefaultRouteSettings: RouteSettings;
  RouteSettings: Record<string, RouteSettings>;
  AccessLogSettings?: { DestinationArn?: string; Format?: string };
  StageVariables?: Record<string, string>;
  CreatedDate: string;
  LastUpdatedDate: string;
  Tags: Record<string, string>;
};

/** What a deployment serves: routes and what they need, as they were when it was made. */
export type Snapshot = {
  routes: RouteRecord[];
  integrations: IntegrationRecord[];
  authorizers: AuthorizerRecord[];
};

export type DeploymentRecord = {
  DeploymentId: string;
  AutoDeployed: boolean;
  Description?: string;
  CreatedDate: string;
  snapshot: Snapshot;
};

export type DomainRecord = {
  DomainName: string;
  region: string;
  DomainNameConfigurations: {
    CertificateArn: string;
    EndpointType: string;
    SecurityPolicy: string;
    ApiGatewayDomainName: string;
    HostedZoneId: string;
  }[];
  Tags: Record<string, string>;
};

export type MappingRecord = { ApiMappingId: string; ApiId: string; Stage: string; ApiMappingKey?: string };

/** Where API Gateway keeps what it knows. Keys of what belongs to an API start with its id, of mappings with the domain. */
export function openApiRecords(store: Store) {
  return {
    apis: store.collection<ApiRecord>('apigateway-api'),
    routes: store.collection<RouteRecord>('apigateway-route'),
    integrations: store.collection<IntegrationRecord>('apigateway-integration'),
    authorizers: store.collection<AuthorizerRecord>('apigateway-authorizer'),
    stages: store.collection<StageRecord>('apigateway-stage'),
    deployments: store.collection<DeploymentRecord>('apigateway-deployment'),
    domains: store.collection<DomainRecord>('apigateway-domain'),
    mappings: store.collection<MappingRecord>('apigateway-mapping'),
  };
}

export type ApiRecords = ReturnType<typeof openApiRecords>;

/** What an API has by now, for a deployment. */
export function takeSnapshot({ routes, integrations, authorizers }: ApiRecords, apiId: string): Snapshot {
  return {
    routes: routes.list(apiId),
    integrations: integrations.list(apiId),
    authorizers: authorizers.list(apiId),
  };
}
