/**
 * `@lambda-nest/access/policy`, for tools; applications import the package itself. The decision alone, without Nest: what a route declares, who calls, whether the caller may. Nothing here has a decorator, so that
 * tools load it as TypeScript.
 */
export {
  ACCESS_NAME,
  describeDeclaration,
  findDeclarationViolation,
  isAccessName,
  type Declaration,
} from './declaration.ts';
export { decide, type Caller, type Decision, type Reason } from './decide.ts';
export { parseRoleNames } from './parse-role-names.ts';
export { findLists } from './find-lists.ts';
export { findClaim } from './read-roles.ts';
export { readGrants, type GrantRules } from './read-grants.ts';
export {
  findRouteScopeViolations,
  parseRouteScopes,
  ROUTE_SCOPES,
  withScopes,
  type RouteScopes,
  type ScopedRoute,
} from './route-scopes.ts';
export { toGatewayPath } from './to-gateway-path.ts';
export { coversPath } from './covers-path.ts';
export { findRoleClaimViolation } from './role-claim.ts';
export { NOTE_DECLARATION, type NoteDeclaration } from './note-declaration.ts';
