import type { ChildProcess } from 'node:child_process';

let running: ChildProcess | undefined;

/** Remembers the builder for the end of Jest's run, in the process that started it. */
export function keepBuilder(child: ChildProcess): void {
  running = child;
}

export function endBuilder(): void {
  running?.disconnect();
  running = undefined;
}
