#!/usr/bin/env node
/** `lambda-nest <command>`: every command of the toolkit, for the scripts of a project's package.json. */
import { spawn } from 'node:child_process';
import { ownScript } from './own-script.ts';

const COMMANDS: Readonly<Record<string, string>> = {
  'access:diff': './access/diff',
  'access:explain': './access/explain',
  budget: './budget/main',
  build: './build/main',
  capacity: './capacity/main',
  conformance: './conformance/main',
  contract: './contract/main',
  deploy: './release/deploy',
  document: './openapi/main',
  logs: './logs/main',
  promote: './release/promote',
  rollback: './release/rollback',
  smoke: './release/smoke',
  stack: './build/stack',
  template: './template/main',
  users: './users/main',
  'verify:aws': './verify/main',
};

const [name = '', ...args] = process.argv.slice(2);
const path = COMMANDS[name];
if (path === undefined) {
  const isAsking = ['', 'help', '--help', '-h'].includes(name);
  const usage = `lambda-nest <command> [options]\n\nCommands: ${Object.keys(COMMANDS).join(', ')}\nlambda-nest <command> --help tells more.`;
  if (isAsking) console.log(usage);
  else console.error(`lambda-nest has no command ${JSON.stringify(name)}.\n\n${usage}`);
  process.exitCode = isAsking ? 0 : 1;
} else {
  // A process of its own: a command may register hooks that compile what is imported after them.
  const child = spawn(process.execPath, [ownScript(import.meta.url, path), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.once('close', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 0 : 1);
  });
}
