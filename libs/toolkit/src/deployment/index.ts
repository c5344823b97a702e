/** What a deployment is made of, as the gateway and the commands read it: routes, access table, template. */
export { CannotStart } from './cannot-start.ts';
export { variablesInOthers } from '../function/api-alone.ts';
export { corsOf } from './cors-of.ts';
export type { Deployment } from './deployment.ts';
export { governRoutes, readRouteScopes, routeScopesOf, ROUTE_SCOPES } from './govern-routes.ts';
export { describeSource, type Place } from './describe-source.ts';
export { readAccessTable, type AccessTable } from './read-access-table.ts';
export { readExamples } from './read-examples.ts';
export { readDeployment } from './read-deployment.ts';
export { readRouteDefinitions, type RouteDefinitions } from './read-route-definitions.ts';
export { readTemplate, type Template } from './read-template.ts';
