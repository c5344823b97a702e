import type { Route } from '../endpoint/call.ts';

const API = '/v2/apis/{ApiId}';
const PAGE = { maxResults: 'MaxResults', nextToken: 'NextToken' };

/** Create, list, read, change and delete, as nearly all of API Gateway is. */
function resource(name: string, plural: string, path: string, id: string): Route[] {
  return [
    { operation: `Create${name}`, method: 'POST', path, status: 201 },
    { operation: `Get${plural}`, method: 'GET', path, query: PAGE },
    { operation: `Get${name}`, method: 'GET', path: `${path}/{${id}}` },
    { operation: `Update${name}`, method: 'PATCH', path: `${path}/{${id}}` },
    { operation: `Delete${name}`, method: 'DELETE', path: `${path}/{${id}}`, status: 204 },
  ];
}

/** Where the operations of API Gateway v2 are. @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/resources.html */
export const API_GATEWAY_ROUTES: readonly Route[] = [
  ...resource('Api', 'Apis', '/v2/apis', 'ApiId'),
  { operation: 'DeleteCorsConfiguration', method: 'DELETE', path: `${API}/cors`, status: 204 },
  ...resource('Route', 'Routes', `${API}/routes`, 'RouteId'),
  ...resource('Integration', 'Integrations', `${API}/integrations`, 'IntegrationId'),
  ...resource('Authorizer', 'Authorizers', `${API}/authorizers`, 'AuthorizerId'),
  ...resource('Stage', 'Stages', `${API}/stages`, 'StageName'),
  {
    operation: 'DeleteRouteSettings',
    method: 'DELETE',
    path: `${API}/stages/{StageName}/routesettings/{RouteKey}`,
    status: 204,
  },
  {
    operation: 'DeleteAccessLogSettings',
    method: 'DELETE',
    path: `${API}/stages/{StageName}/accesslogsettings`,
    status: 204,
  },
  ...resource('Deployment', 'Deployments', `${API}/deployments`, 'DeploymentId'),
  ...resource('DomainName', 'DomainNames', '/v2/domainnames', 'DomainName'),
  ...resource('ApiMapping', 'ApiMappings', '/v2/domainnames/{DomainName}/apimappings', 'ApiMappingId'),
  { operation: 'GetTags', method: 'GET', path: '/v2/tags/{ResourceArn}' },
  { operation: 'TagResource', method: 'POST', path: '/v2/tags/{ResourceArn}', status: 201 },
  {
    operation: 'UntagResource',
    method: 'DELETE',
    path: '/v2/tags/{ResourceArn}',
    query: { tagKeys: 'TagKeys' },
    status: 204,
  },
];
