import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStageScopes } from '../access/parse-access.ts';

type Entry = { access?: { roles?: readonly string[]; scopes?: readonly string[] } };

/** Roles and scopes that the declarations of routes name, and the scopes that stages set, from the access table of a function. */
export async function readNames(
  folder: string,
): Promise<{ roles: readonly string[]; scopes: readonly string[] }> {
  const text = await readFile(join(folder, 'access.json'), 'utf8');
  const { routes } = JSON.parse(text) as { routes: readonly Entry[] };
  const all = (set: 'roles' | 'scopes') => routes.flatMap(({ access }) => access?.[set] ?? []);
  const ofStages = Object.values(parseStageScopes(text)).flatMap((scopes) => Object.values(scopes).flat());
  return { roles: [...new Set(all('roles'))], scopes: [...new Set([...all('scopes'), ...ofStages])] };
}
