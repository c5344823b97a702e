import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStageScopes } from '../access/parse-access.ts';

type Entry = {
  name?: string;
  access?: { roles?: readonly string[]; scopes?: readonly string[] };
};

/** What is written of an API, for who manages its accounts. */
export type Names = {
  roles: readonly string[];
  scopes: readonly string[];
  /** The role that opens the routes of accounts; absent where the API has none. */
  administrators?: string | undefined;
};

/** By which the access table lists the first of the routes of accounts. */
const ACCOUNTS_ROUTE = 'AccountsController.listAccounts';

/** Roles and scopes that the declarations of routes name, and the scopes that stages set, from the access table of a function. */
export async function readNames(folder: string): Promise<Names> {
  const text = await readFile(join(folder, 'access.json'), 'utf8');
  const { routes } = JSON.parse(text) as { routes: readonly Entry[] };
  const all = (set: 'roles' | 'scopes') => routes.flatMap(({ access }) => access?.[set] ?? []);
  const ofStages = Object.values(parseStageScopes(text)).flatMap((scopes) => Object.values(scopes).flat());
  const ofAccounts = routes.find(({ name }) => name === ACCOUNTS_ROUTE);
  return {
    roles: [...new Set(all('roles'))],
    scopes: [...new Set([...all('scopes'), ...ofStages])],
    administrators: ofAccounts?.access?.roles?.[0],
  };
}
