import { watchFolders } from './watch-folders.ts';

/** Editors write a file in several steps, and many files at once when a branch is changed. */
const SETTLE_MS = 60;

/**
 * Calls back once sources below the folders changed and settled. One call at a time: what changes meanwhile leads to
 * another one.
 */
export function watchSources(folders: readonly string[], changed: () => Promise<void>): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await changed();
    } while (again);
    running = false;
  };
  const watching = watchFolders(folders, (name) => {
    if (!isSource(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), SETTLE_MS);
  });
  return {
    close() {
      clearTimeout(timer);
      watching.close();
    },
  };
}

/** Tests and an editor's own files are no part of the bundle. */
function isSource(name: string): boolean {
  return !/^\.|(spec\.ts|~|\.swp|\.tmp)$/.test(name);
}
