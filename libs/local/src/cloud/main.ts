import { resolve } from 'node:path';
import { runCloud } from './run-cloud.ts';

/** `npm run cloud`: an AWS of one's own, on this machine alone. */
await runCloud({
  root: resolve('.'),
  args: process.argv.slice(2),
  shell: process.env,
  write: (text) => void process.stdout.write(text),
});
