import type { AccessEntry } from '../contract/render/access-json.ts';

/** The access table for programs, in the folder of what is generated. */
export const ACCESS_FILE = 'access.json';

/** The routes of the text of an access table. */
export function parseAccess(text: string): readonly AccessEntry[] {
  return (JSON.parse(text) as { routes: readonly AccessEntry[] }).routes;
}
