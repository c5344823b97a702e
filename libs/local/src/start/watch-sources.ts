import { watch } from 'node:fs';
import { watchFolders } from './watch-folders.ts';

/** Editors write a file in several steps, and many files at once when a branch is changed. */
const SETTLE_MS = 60;

/** Files with variables, in the folder of the repository itself. */
const ENV_FILE = /^\.env(?:\.(?:local|development))?$/;

/**
 * Calls back once sources below the folders changed and settled, or a file with variables did. One call at a time: what changes
 * meanwhile leads to another one.
 *
 * @param envFolder where files with variables lie. Default: none is watched
 */
export function watchSources(
  folders: readonly string[],
  changed: () => Promise<void>,
  envFolder?: string,
): { close(): void } {
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
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), SETTLE_MS);
  };
  const watching = watchFolders(folders, (name) => {
    if (isSource(name)) settle();
  });
  const files =
    envFolder === undefined
      ? undefined
      : watch(envFolder, (_event, name) => {
          if (name !== null && ENV_FILE.test(name)) settle();
        });
  return {
    close() {
      clearTimeout(timer);
      watching.close();
      files?.close();
    },
  };
}

/** Tests and an editor's own files are no part of the bundle. */
function isSource(name: string): boolean {
  return !/^\.|(spec\.ts|~|\.swp|\.tmp)$/.test(name);
}
