import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { linkModules } from '../../libs/toolkit/src/package/link-modules.ts';
import { gitIn } from './git-in.ts';

const run = promisify(execFile);

export type Copy = Readonly<{ root: string; remove(): Promise<void> }>;

/** What is installed and not committed: shared with the original, for it is never written to. */
const INSTALLED = ['libs/local/emulator/node_modules'];

/** Copies the repository as it stands, uncommitted work included, into a repository of its own with one commit. */
export async function copyRepository(from: string): Promise<Copy> {
  const root = await mkdtemp(join(tmpdir(), 'faults-'));
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: from,
  });
  for (const file of new Set(stdout.split('\0').filter(Boolean))) {
    // A file that is deleted and not committed is listed all the same.
    await cp(join(from, file), join(root, file)).catch(ignoreMissing);
  }
  for (const folder of INSTALLED)
    await symlink(join(from, folder), join(root, folder), 'dir').catch(ignoreExisting);
  linkModules(from, root);
  commitAll(root);
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

function commitAll(root: string): void {
  const git = gitIn(root);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--no-verify', '--message', 'a copy');
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
