import type { Service } from '../endpoint/call.ts';
import { apiOperations, createApiLookup } from './api-operations.ts';
import type { ApiRecords } from './api-records.ts';
import { authorizerOperations, type CheckIssuer } from './authorizer-operations.ts';
import { deploymentOperations } from './deployment-operations.ts';
import { domainOperations } from './domain-operations.ts';
import { integrationOperations } from './integration-operations.ts';
import { routeOperations } from './route-operations.ts';
import { API_GATEWAY_ROUTES } from './routes.ts';
import { stageOperations } from './stage-operations.ts';
import { tagOperations } from './tag-operations.ts';

export type ApiGatewayOptions = {
  records: ApiRecords;
  /** Address at which an API is served. */
  endpointOf(apiId: string): string;
  checkIssuer: CheckIssuer;
  checkCertificate(arn: string, domainName: string, region: string): void;
};

/** API Gateway v2: HTTP APIs of functions. No WebSocket and REST APIs, no Lambda and IAM authorizers, no VPC links. */
export function createApiGateway({
  records,
  endpointOf,
  checkIssuer,
  checkCertificate,
}: ApiGatewayOptions): Service {
  const lookup = createApiLookup(records);
  return {
    name: 'apigateway',
    isCamelCase: true,
    routes: API_GATEWAY_ROUTES,
    validationError: 'BadRequestException',
    operations: {
      ...apiOperations(records, lookup, endpointOf),
      ...routeOperations(records, lookup),
      ...integrationOperations(records, lookup),
      ...authorizerOperations(records, lookup, checkIssuer),
      ...stageOperations(records, lookup),
      ...deploymentOperations(records, lookup),
      ...domainOperations(records, lookup, checkCertificate),
      ...tagOperations(records),
    },
  };
}
