import type { AccessEntry } from '../contract/render/access-json.ts';

export const ACCESS_FILE = 'infra/generated/access.json';

/** The routes of the text of an access table. */
export function parseAccess(text: string): readonly AccessEntry[] {
  return (JSON.parse(text) as { routes: readonly AccessEntry[] }).routes;
}
