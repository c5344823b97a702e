/** What a verified token says of its holder. Pure, without Node and Nest: the docs page reads tokens with it too. */
export type { Claims } from './claims.ts';
export { isMachine } from './is-machine.ts';
export { DEFAULT_SCOPE_CLAIMS, readScopes } from './read-scopes.ts';
