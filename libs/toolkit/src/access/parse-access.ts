import type { AccessEntry } from '../contract/render/access-json.ts';
import type { StageScopes } from '../contract/stage-scopes.ts';

/** The access table for programs, in the folder of what is generated. */
export const ACCESS_FILE = 'access.json';

/** The routes of the text of an access table. */
export function parseAccess(text: string): readonly AccessEntry[] {
  return (JSON.parse(text) as { routes: readonly AccessEntry[] }).routes;
}

/** What stages set in place of declared scopes, in the text of an access table; nothing in older ones. */
export function parseStageScopes(text: string): StageScopes {
  return (JSON.parse(text) as { routeScopes?: StageScopes }).routeScopes ?? {};
}
