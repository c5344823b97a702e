import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BUILDER } from './ask-builder.ts';

/** Starts the builder before the first spec of Jest's project `bundle`. It ends with Jest, and serves every run of a Jest that watches. */
export default async function startBuilder(): Promise<void> {
  if (process.env[BUILDER] !== undefined) return;
  const child = fork(fileURLToPath(new URL('builder.process.ts', import.meta.url)), { execArgv: [] });
  const port = await Promise.race([
    once(child, 'message').then(([first]) => first as number),
    once(child, 'exit').then(() => undefined),
  ]);
  if (port === undefined)
    throw new Error('The builder of specs ended before it listened; its output says why.');
  process.env[BUILDER] = `http://127.0.0.1:${port}`;
  // Jest need not wait for it: it ends when the channel to Jest does.
  child.unref();
  child.channel?.unref();
}
