import type { FSWatcher } from 'node:fs';
import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Calls back with the name of every file or folder that changes, comes or goes below the folders.
 *
 * One watcher a folder: Node's recursive one, on Linux, loses a file once an editor has replaced it by another of its
 * name.
 */
export function watchFolders(folders: readonly string[], changed: (name: string) => void): { close(): void } {
  const watchers = new Map<string, FSWatcher>();
  const forget = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const open = (path: string): void => {
    const inside = listFolders(path);
    if (inside === undefined) return forget(path);
    if (!watchers.has(path)) {
      const watcher = watch(path, (_event, name) => {
        if (name === null) return;
        open(join(path, name));
        changed(name);
      });
      watcher.on('error', () => forget(path));
      watchers.set(path, watcher);
    }
    for (const name of inside) open(join(path, name));
  };
  for (const folder of folders) open(folder);
  return {
    close() {
      for (const folder of watchers.keys()) forget(folder);
    },
  };
}

/** Names of the folders in a folder; `undefined` when it is none. */
function listFolders(path: string): string[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
      .map(({ name }) => name);
  } catch {
    return undefined;
  }
}
