import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a folder anew: what it holds is made beside it, and takes its place when all of it is there. When making it fails,
 * the folder stays as it was.
 *
 * @param make is given an empty folder
 */
export async function replaceFolder<Result>(
  folder: string,
  make: (folder: string) => Promise<Result>,
): Promise<Result> {
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  try {
    const made = join(work, 'new');
    mkdirSync(made);
    const result = await make(made);
    moveAway(folder, join(work, 'old'));
    renameSync(made, folder);
    return result;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function moveAway(folder: string, to: string): void {
  try {
    renameSync(folder, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
