import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type BuildResult = { ok: boolean; output: string };

export type Builder = {
  build(): Promise<BuildResult>;
  /** Ends a build that is under way. */
  close(): void;
};

/** Builds as `npm run build` does, in a process of its own, and keeps what it writes. */
export function createBuilder(root: string, entry: string): Builder {
  let running: ChildProcess | undefined;
  return {
    async build() {
      const child = spawn(process.execPath, ['--conditions=source', 'infra/build/main.ts', entry], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running = child;
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
        });
      }
      const [code] = (await once(child, 'close')) as [number | null];
      running = undefined;
      return { ok: code === 0, output: output.trim() };
    },
    close: () => void running?.kill('SIGKILL'),
  };
}
