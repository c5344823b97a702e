import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { ScriptResult } from './run-script.ts';

export type BuildProcess = {
  build(order: { hasCodeCache: boolean }): Promise<ScriptResult>;
  close(): void;
};

/**
 * A process that builds the bundle whenever it is asked to, and remembers what it has read. One that ended, by a mistake
 * in the build itself, is started again with the next build.
 */
export function createBuildProcess(root: string, entry: string): BuildProcess {
  let child: ChildProcess | undefined;
  let said = '';
  const start = (): ChildProcess => {
    const started = spawn(process.execPath, ['--conditions=source', 'infra/build/serve-builds.ts', entry], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    started.once('close', () => {
      child = undefined;
    });
    return started;
  };
  return {
    build(order) {
      const asked = (child ??= start());
      said = '';
      return new Promise((resolve) => {
        const answer = (result: ScriptResult): void => {
          asked.off('message', answer).off('close', end);
          resolve(result);
        };
        const end = (): void => answer({ ok: false, output: said.trim() });
        asked.once('message', answer).once('close', end);
        // One that is ending takes no order any more, and `close` tells so.
        asked.send(order, () => undefined);
      });
    },
    close: () => child?.kill('SIGKILL'),
  };
}
