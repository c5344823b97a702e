/** Who may call a route: declared once on the route, decided in one place, enforced by two guards. */
export { AccessFault, assertAccess } from './assert-access.ts';
export { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
export { AccessModule } from './access.module.ts';
export { AuthGuard } from './auth.guard.ts';
export { callerOf, CurrentCaller, type VerifiedCaller } from './caller.ts';
export { coversPath } from './covers-path.ts';
export { decide, type Caller, type Decision, type Reason } from './decide.ts';
export { describeDeclaration, findDeclarationFault, type Declaration } from './declaration.ts';
export { Public, readDeclaration, Roles, Scopes, SignedIn } from './declare.decorators.ts';
export { isAccountChecked } from './is-account-checked.ts';
export { listRoutes, type RouteEntry } from './list-routes.ts';
export { readBearerToken, type Credentials } from './read-bearer-token.ts';
export { readRoles } from './read-roles.ts';
export { findRoleClaimFault } from './role-claim.ts';
export { RolesGuard } from './roles.guard.ts';
export type { AccessVocabulary, Role, Scope } from './vocabulary.ts';
