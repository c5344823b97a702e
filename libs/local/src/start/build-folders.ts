import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export type BuildFolders = {
  /** Makes the folder of the next build, which no other process and no earlier build writes to. */
  next(): string;
  /** Removes one that nothing runs from any more. */
  remove(folder: string): void;
  close(): void;
};

/**
 * The folders that one `npm start` builds into: `<parent>/<process id>/<number of the build>`.
 *
 * A running function reads its lazy chunks from the folder it was started in, so no folder is ever built into twice: a
 * second `npm start`, `npm run build` or a failed build leaves it as it is. What a process that was killed left is removed
 * by the next one.
 */
export function createBuildFolders(parent: string, pid = process.pid): BuildFolders {
  removeLeftovers(parent);
  const own = join(parent, String(pid));
  rmSync(own, { recursive: true, force: true });
  let count = 0;
  return {
    next() {
      const folder = join(own, String((count += 1)));
      mkdirSync(folder, { recursive: true });
      return folder;
    },
    remove: (folder) => rmSync(folder, { recursive: true, force: true }),
    close: () => rmSync(own, { recursive: true, force: true }),
  };
}

function removeLeftovers(parent: string): void {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (/^\d+$/.test(name) && isAlive(Number(name))) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
