import type { Resource, Template } from '../template/template.ts';

const ASKING = new Set(['AuthorizationType', 'AuthorizerId', 'AuthorizationScopes']);

/** The template without the gateway's authorizer: tokens are left to the function, which verifies them in any case. */
export function dropAuthorizer(template: Template): Template {
  const kept = Object.entries(template.Resources)
    .filter(([, { Type }]) => Type !== 'AWS::ApiGatewayV2::Authorizer')
    .map(([id, resource]): [string, Resource] => [id, withoutAuthorization(resource)]);
  return { ...template, Resources: Object.fromEntries(kept) };
}

function withoutAuthorization(resource: Resource): Resource {
  if (resource.Type !== 'AWS::ApiGatewayV2::Route') return resource;
  const properties = Object.entries(resource.Properties ?? {}).filter(([name]) => !ASKING.has(name));
  return { ...resource, Properties: { ...Object.fromEntries(properties), AuthorizationType: 'NONE' } };
}
