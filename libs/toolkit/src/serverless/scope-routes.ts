import type { RouteScopes } from '@lambda-nest/access/policy';
import type { Resource, Template } from '../template/template.ts';

/** The template with the scopes of the parameter `routeScopes` at the gateway, which the function is told as well. */
export function scopeRoutes(template: Template, scopes: RouteScopes): Template {
  const routes = Object.entries(template.Resources).map(([id, resource]): [string, Resource] => [
    id,
    withScopes(resource, scopes),
  ]);
  return { ...template, Resources: Object.fromEntries(routes) };
}

function withScopes(resource: Resource, scopes: RouteScopes): Resource {
  const names =
    resource.Type === 'AWS::ApiGatewayV2::Route' && scopes.get(String(resource.Properties?.['RouteKey']));
  if (!names) return resource;
  return { ...resource, Properties: { ...resource.Properties, AuthorizationScopes: [...names] } };
}
