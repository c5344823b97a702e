export type { Claims } from './claims.ts';
export { readScopes } from './read-scopes.ts';
export { InvalidToken, KeysUnavailable } from './token.errors.ts';
export type { InvalidTokenCode } from './token.errors.ts';
export type { TokenVerifier } from './token.verifier.ts';
