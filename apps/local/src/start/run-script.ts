import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

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
      const child = spawn(process.execPath, ['--conditions=source', ...args], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.add(child);
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
        });
      }
      const [code] = (await once(child, 'close')) as [number | null];
      running.delete(child);
      return { ok: code === 0, output: output.trim() };
    },
    close() {
      for (const child of running) child.kill('SIGKILL');
    },
  };
}
