import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Entry = { access?: { roles?: readonly string[]; scopes?: readonly string[] } };

/** Roles and scopes that the declarations of routes name, from the access table of a function. */
export async function readNames(
  folder: string,
): Promise<{ roles: readonly string[]; scopes: readonly string[] }> {
  const text = await readFile(join(folder, 'access.json'), 'utf8');
  const { routes } = JSON.parse(text) as { routes: readonly Entry[] };
  const all = (set: 'roles' | 'scopes') => [...new Set(routes.flatMap(({ access }) => access?.[set] ?? []))];
  return { roles: all('roles'), scopes: all('scopes') };
}
