import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { spawnScript } from './spawn-script.ts';

export type ScriptResult = { ok: boolean; output: string };

export type Scripts = {
  /** Runs a script of the repository in a process of its own and keeps what it writes. */
  run(args: readonly string[]): Promise<ScriptResult>;
  /** Ends those under way. */
  close(): void;
};

export function createScripts(root: string): Scripts {
  const running = new Set<ChildProcess>();
  return {
    async run(args) {
      const { child, output } = spawnScript(root, args);
      running.add(child);
      const [code] = (await once(child, 'close')) as [number | null];
      running.delete(child);
      return { ok: code === 0, output: output().trim() };
    },
    close() {
      for (const child of running) child.kill('SIGKILL');
    },
  };
}
