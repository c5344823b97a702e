import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BUILDER } from './ask-builder.ts';
import { keepBuilder } from './running-builder.ts';

/** Starts the builder before the first spec of Jest's project `bundle`. */
export default async function startBuilder(): Promise<void> {
  const child = fork(fileURLToPath(new URL('builder.process.ts', import.meta.url)), { execArgv: [] });
  keepBuilder(child);
  const port = await Promise.race([
    once(child, 'message').then(([first]) => first as number),
    once(child, 'exit').then(() => undefined),
  ]);
  if (port === undefined)
    throw new Error('The builder of specs ended before it listened; its output says why.');
  process.env[BUILDER] = `http://127.0.0.1:${port}`;
}
