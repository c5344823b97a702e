import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export type BundleWatch = {
  /** Runs something that changes the bundle itself, and takes the outcome for known. */
  during<T>(change: () => Promise<T>): Promise<T>;
  close(): void;
};

/**
 * Calls back when somebody else put another bundle there: `npm run build` in another terminal.
 *
 * By looking again and again, since a build removes the folder that could be watched; once two looks agree, the build
 * is over.
 */
export async function watchBundle(
  folder: string,
  changed: () => unknown,
  everyMs = 400,
): Promise<BundleWatch> {
  let known = await look(folder);
  let before = known;
  let paused = 0;
  const timer = setInterval(async () => {
    if (paused > 0) return;
    const now = await look(folder);
    const isOver = now === before && now !== known && now !== '';
    before = now;
    if (!isOver || paused > 0) return;
    known = now;
    changed();
  }, everyMs);
  return {
    async during(change) {
      paused += 1;
      try {
        return await change();
      } finally {
        known = await look(folder);
        before = known;
        paused -= 1;
      }
    },
    close: () => clearInterval(timer),
  };
}

/** Names and times of the files, in a text to compare; empty when there are none. */
async function look(folder: string): Promise<string> {
  try {
    const files = (await readdir(folder)).sort();
    const times = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).mtimeMs));
    return files.map((file, index) => `${file}:${times[index]}`).join('\n');
  } catch {
    return '';
  }
}
