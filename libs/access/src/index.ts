/** Who may call a route: declared once on the route, decided in one place, enforced by two guards. */
export { AccessViolation, assertAccess } from './assert-access.ts';
export { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
export { applyRouteScopes } from './apply-route-scopes.ts';
export { accessNoteOf, type AccessNote } from './access-note.ts';
export { AccessModule } from './access.module.ts';
export { AuthGuard } from './auth.guard.ts';
export { callerOf, claimsOf, CurrentCaller, type VerifiedCaller } from './caller.ts';
export { coversPath } from './covers-path.ts';
export { decide, type Caller, type Decision, type Reason } from './decide.ts';
export {
  describeDeclaration,
  findDeclarationViolation,
  isAccessName,
  type Declaration,
} from './declaration.ts';
export { Public, readDeclaration, Roles, Scopes, SignedIn } from './declare.decorators.ts';
export { isAccountChecked } from './is-account-checked.ts';
export { findGuards } from './find-guards.ts';
export { knowLayers, watchLayers } from './layers.ts';
export { listRoutes, type RouteEntry } from './list-routes.ts';
export { toPattern } from './path-template.ts';
export { parseRoleNames } from './parse-role-names.ts';
export { readBearerToken, type Credentials } from './read-bearer-token.ts';
export { readGrants, type GrantRules } from './read-grants.ts';
export { readRoles } from './read-roles.ts';
export { findRoleClaimViolation } from './role-claim.ts';
export { parseRouteScopes, ROUTE_SCOPES, withScopes, type RouteScopes } from './route-scopes.ts';
export { toGatewayPath } from './to-gateway-path.ts';
export { RolesGuard } from './roles.guard.ts';
export type { AccessVocabulary, Role, Scope } from './vocabulary.ts';
