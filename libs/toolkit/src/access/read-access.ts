import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { byPath } from '../contract/contract-route.ts';
import { loadContractOf } from '../contract/load-contract.ts';
import { loadFunctionsOfApi } from '../function/list-functions.ts';
import { renderAccessJson } from '../contract/render/access-json.ts';
import type { AccessEntry } from '../contract/render/access-json.ts';
import type { FunctionDescription } from '../function/load-function.ts';
import { readStageScopes, type StageScopes } from '../contract/stage-scopes.ts';
import { ACCESS_FILE, parseAccess, parseStageScopes } from './parse-access.ts';

const run = promisify(execFile);

/** Says what a person has to do before access can be compared. */
export class NothingToCompare extends Error {}

/** Who may call what, by the declarations, and what stages set in place of declared scopes. */
export type Access = Readonly<{ entries: readonly AccessEntry[]; stageScopes: StageScopes }>;

/** Who may call what, from the sources as they are: not from the generated table, which may be behind them. */
export async function readPresentAccess(described: FunctionDescription): Promise<Access> {
  const { routes } = await loadContractOf(await loadFunctionsOfApi(described));
  return {
    entries: parseAccess(renderAccessJson(routes.toSorted(byPath), true)),
    stageScopes: readStageScopes(described.generated, routes),
  };
}

/** Who could call what at a commit, from the table that was committed with it. */
export async function readAccessAt(ref: string, { generated }: FunctionDescription): Promise<Access> {
  const file = `${generated}/${ACCESS_FILE}`;
  const text = await readFileAt(ref, file);
  if (text === undefined) {
    throw new NothingToCompare(`${ref} has no ${file}. Name a commit that has one.`);
  }
  return { entries: parseAccess(text), stageScopes: parseStageScopes(text) };
}

/** A file below the working directory as it was at a commit, `undefined` when it was not there. */
export async function readFileAt(ref: string, path: string): Promise<string | undefined> {
  const commit = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  if (commit === undefined) {
    throw new NothingToCompare(`${ref} is no commit here. Name a branch, a tag or a commit; fetch it first.`);
  }
  return git('show', `${commit.trim()}:./${path}`);
}

async function git(...args: readonly string[]): Promise<string | undefined> {
  try {
    return (await run('git', args, { maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch {
    return undefined;
  }
}
