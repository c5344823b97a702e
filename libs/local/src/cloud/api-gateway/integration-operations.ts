import { notImplemented } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { badRequest, conflict, notFound } from './api-errors.ts';
import { API_ID, type ApiLookup } from './api-operations.ts';
import type { ApiRecords, IntegrationRecord } from './api-records.ts';
import { makeId } from './make-id.ts';

const SETTINGS = {
  ConnectionType: optional(oneOf('INTERNET', 'VPC_LINK')),
  Description: optional(text({ max: 1024 })),
  IntegrationMethod: optional(text()),
  IntegrationUri: optional(text({ min: 1, max: 2048 })),
  PayloadFormatVersion: optional(oneOf('1.0', '2.0')),
  TimeoutInMillis: optional(number({ min: 50, max: 30_000 })),
};

/** The operations on integrations, which are those with functions. */
export function integrationOperations(records: ApiRecords, lookup: ApiLookup): Record<string, Operation> {
  const { integrations, routes } = records;
  const find = (apiId: string, integrationId: string): IntegrationRecord => {
    const integration = integrations.get(apiId, integrationId);
    if (!integration) throw notFound(`Invalid Integration identifier specified ${integrationId}`);
    return integration;
  };
  const byId = structure({ ApiId: API_ID, IntegrationId: text() });
  return {
    CreateIntegration: operation(
      structure({
        ...SETTINGS,
        ApiId: API_ID,
        IntegrationType: oneOf('AWS_PROXY', 'HTTP_PROXY', 'HTTP', 'AWS', 'MOCK'),
      }),
      (input, call) => {
        const { ApiId, IntegrationType, IntegrationUri, PayloadFormatVersion, ConnectionType, Description } =
          input;
        lookup.find(ApiId, call);
        if (IntegrationType !== 'AWS_PROXY') throw notImplemented(`the integration type ${IntegrationType}`);
        if (ConnectionType === 'VPC_LINK') throw notImplemented('integrations through VPC links');
        if (PayloadFormatVersion === undefined)
          throw badRequest('PayloadFormatVersion is a required parameter for integration with protocol HTTP');
        if (IntegrationUri === undefined)
          throw badRequest('IntegrationUri is a required parameter for AWS_PROXY integrations');
        readFunctionArn(IntegrationUri);
        const integration: IntegrationRecord = {
          IntegrationId: makeId(7),
          IntegrationType: 'AWS_PROXY',
          IntegrationUri,
          IntegrationMethod: input.IntegrationMethod ?? 'POST',
          ConnectionType: 'INTERNET',
          PayloadFormatVersion,
          TimeoutInMillis: input.TimeoutInMillis ?? 30_000,
          ...(Description !== undefined && { Description }),
        };
        integrations.put([ApiId, integration.IntegrationId], integration);
        return integration;
      },
    ),
    UpdateIntegration: operation(
      structure({
        ...SETTINGS,
        ApiId: API_ID,
        IntegrationId: text(),
        IntegrationType: optional(oneOf('AWS_PROXY')),
      }),
      ({ ApiId, IntegrationId, ConnectionType, ...changes }, call) => {
        lookup.find(ApiId, call);
        if (ConnectionType === 'VPC_LINK') throw notImplemented('integrations through VPC links');
        if (changes.IntegrationUri !== undefined) readFunctionArn(changes.IntegrationUri);
        const integration = { ...find(ApiId, IntegrationId), ...changes };
        integrations.put([ApiId, IntegrationId], integration);
        return integration;
      },
    ),
    GetIntegration: operation(byId, ({ ApiId, IntegrationId }, call) => {
      lookup.find(ApiId, call);
      return find(ApiId, IntegrationId);
    }),
    GetIntegrations: operation(
      structure({ ApiId: API_ID, MaxResults: optional(text()), NextToken: optional(text()) }),
      ({ ApiId }, call) => {
        lookup.find(ApiId, call);
        return { Items: integrations.list(ApiId) };
      },
    ),
    DeleteIntegration: operation(byId, ({ ApiId, IntegrationId }, call) => {
      lookup.find(ApiId, call);
      find(ApiId, IntegrationId);
      const users = routes.list(ApiId).filter(({ Target }) => Target === `integrations/${IntegrationId}`);
      if (users.length > 0)
        throw conflict(
          `Cannot delete Integration '${IntegrationId}' because it is referenced by the following routes: ${users.map(({ RouteId }) => RouteId).join(', ')}`,
        );
      integrations.delete(ApiId, IntegrationId);
      return {};
    }),
  };
}

const INVOCATION = /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;
const FUNCTION = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;

/** The ARN of the function in an integration's URI. Throws AwsError `BadRequestException`. */
export function readFunctionArn(uri: string): string {
  const arn = INVOCATION.exec(uri)?.[1] ?? uri;
  if (!FUNCTION.test(arn)) throw badRequest(`Invalid function ARN or invalid URI: ${uri}`);
  return arn;
}
