import { resolve } from 'node:path';
import { createBuilder } from './start/create-builder.ts';
import { runLocal } from './start/run-local.ts';

/** `npm start`: the deployed bundle behind a gateway and an identity provider, on this machine alone. */
await runLocal({
  root: resolve('.'),
  args: process.argv.slice(2),
  shell: process.env,
  createBuilder,
});
