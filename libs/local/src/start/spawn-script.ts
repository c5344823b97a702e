import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

export type SpawnedScript = {
  child: ChildProcess;
  /** What it has written so far, to either stream. */
  output(): string;
};

/** Starts a script of the repository in a process of its own, to which messages can be sent where that is wanted. */
export function spawnScript(
  root: string,
  args: readonly string[],
  { hasMessages = false }: { hasMessages?: boolean } = {},
): SpawnedScript {
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', ...(hasMessages ? (['ipc'] as const) : [])],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return { child, output: () => output };
}
