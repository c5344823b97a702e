import type { ScriptResult } from './run-script.ts';
import { spawnScript, type SpawnedScript } from './spawn-script.ts';

export type BuildProcess = {
  /** @param order absolute folder of the bundle, whether it is tried and given a code cache, and whether a debugger reads it */
  build(order: { folder: string; hasCodeCache: boolean; hasSourceMaps?: boolean }): Promise<ScriptResult>;
  close(): void;
};

/**
 * A process that builds the bundle whenever it is asked to, and remembers what it has read. One that ended, by a mistake
 * in the build itself, is started again with the next build.
 */
export function createBuildProcess(root: string, script: string, folder: string): BuildProcess {
  let current: SpawnedScript | undefined;
  const start = (): SpawnedScript => {
    const started = spawnScript(root, [script, folder], {
      hasMessages: true,
    });
    started.child.once('close', () => {
      current = undefined;
    });
    return started;
  };
  return {
    build(order) {
      const { child, output } = (current ??= start());
      const before = output().length;
      return new Promise((resolve) => {
        const settle = (result: ScriptResult): void => {
          child.off('message', settle).off('close', end);
          resolve(result);
        };
        const end = (): void => settle({ ok: false, output: output().slice(before).trim() });
        child.once('message', settle).once('close', end);
        // One that is ending takes no order any more, and `close` tells so.
        child.send(order, () => undefined);
      });
    },
    close: () => current?.child.kill('SIGKILL'),
  };
}
